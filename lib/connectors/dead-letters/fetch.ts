import type { DeadLetterQueue } from '@/lib/connectors/dead-letters/read'
import { fetchFrom, type ViewedRecord } from '@/lib/kafka'

/** These letters as they lie in the queue; what is not there any more is left out. */
export async function fetchLetters(
  { connection, topic }: DeadLetterQueue,
  letters: readonly Pick<ViewedRecord, 'partition' | 'offset'>[],
): Promise<ViewedRecord[]> {
  const records: ViewedRecord[] = []
  for (const [partition, ofOne] of Map.groupBy(letters, (letter) => letter.partition)) {
    const left = new Set(ofOne.map(({ offset }) => offset))
    while (left.size > 0) {
      const [first = 0n] = [...left].map(BigInt).sort((a, b) => (a < b ? -1 : 1))
      const query = { topic, partitions: [partition], max: left.size, from: { offset: String(first) } }
      const fetched = (await fetchFrom(connection, query)).records
      records.push(...fetched.filter(({ offset }) => left.has(offset)))
      for (const { offset } of fetched) left.delete(offset)
      left.delete(String(first))
    }
  }
  return records
}
