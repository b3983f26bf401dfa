import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import type { DeadLetter, DeadLetterList, ListDeadLettersInput } from '@/lib/connectors/dead-letters/schema'
import {
  findDeadLetterQueue,
  requireDeadLetterQueue,
  toDeadLetters,
} from '@/lib/connectors/dead-letters/read'
import type { ConnectorPlace } from '@/lib/connectors/get'
import { fetchFrom, fetchNewest, listTopicOffsets, type TopicOffsets, type ViewedRecord } from '@/lib/kafka'
import { limitsFor } from '@/lib/messages/payload'

/** What a row of a list shows of a failure; the whole of it comes with the dead letter itself. */
const listedTexts = { message: 1000, stacktrace: 0 }

/** Newest first from the end; from a time on in the order of reading. */
export async function listDeadLetters(
  ctx: Ctx,
  place: ConnectorPlace,
  { from, timestamp, before: pageEnd, max }: ListDeadLettersInput,
): Promise<DeadLetterList> {
  const queue = await findDeadLetterQueue(ctx, 'connectors:read', place)
  const topicName = queue?.topic ?? null
  const none = { topic: topicName, doesTopicExist: false, total: 0, data: [], isComplete: true, older: null }
  if (queue === null) return none
  const { connection, topic } = queue
  const offsets = await listTopicOffsets(connection, [topic])
  if (offsets.length === 0) return none
  const before = readPageEnd(pageEnd)
  const start = from === 'timestamp' && timestamp !== undefined ? { timestamp } : 'earliest'
  const found = await (from === 'latest'
    ? fetchNewest(connection, { topic, max, before })
    : fetchFrom(connection, { topic, max, from: start }))
  return {
    topic,
    doesTopicExist: true,
    total: offsets.reduce((sum, { earliest, latest }) => sum + Number(latest - earliest), 0),
    data: await toDeadLetters(queue, found.records, limitsFor(max), listedTexts),
    isComplete: found.isComplete,
    older: from === 'latest' ? olderPage(offsets, before, found.records) : null,
  }
}

const readPageEnd = (text: string | undefined): Map<number, number> =>
  new Map(
    (text ?? '').split(',').flatMap((one): [number, number][] => {
      const [partition, offset] = one.split(':')
      return offset === undefined ? [] : [[Number(partition), Number(offset)]]
    }),
  )

/** The next page ends before the oldest of this one, partition by partition: none is left out, whatever their times. */
function olderPage(
  offsets: readonly TopicOffsets[],
  before: ReadonlyMap<number, number>,
  records: readonly Pick<ViewedRecord, 'partition' | 'offset'>[],
): string | null {
  const first = new Map<number, number>()
  for (const { partition, offset } of records)
    first.set(partition, Math.min(first.get(partition) ?? Infinity, Number(offset)))
  const ends = offsets.map(({ partition, earliest, latest }) => {
    const end = first.get(partition) ?? before.get(partition) ?? Number(latest)
    return { partition, end, isLeft: end > Number(earliest) }
  })
  const isLast = records.length === 0 || ends.every(({ isLeft }) => !isLeft)
  return isLast ? null : ends.map(({ partition, end }) => `${partition}:${end}`).join(',')
}

/** One dead letter with all that is known of its failure. */
export async function getDeadLetter(
  ctx: Ctx,
  place: ConnectorPlace & { partitionId: number; offset: string },
  limit: number,
): Promise<DeadLetter> {
  const queue = await requireDeadLetterQueue(ctx, 'connectors:read', place)
  const { connection, topic } = queue
  const { partitionId, offset } = place
  const query = { topic, partitions: [partitionId], max: 1, from: { offset } }
  const { records } = await fetchFrom(connection, query)
  const wanted = records.filter((record) => record.offset === offset)
  const limits = { valueBytes: limit, keyBytes: limit, headerBytes: limit }
  const [letter] = await toDeadLetters(queue, wanted, limits)
  if (letter) return letter
  throw new AppError(
    'not_found',
    `Partition ${partitionId} of ${topic} has no message at offset ${offset}. It may have passed its retention.`,
  )
}
