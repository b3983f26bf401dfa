import { AppError } from '@/lib/errors'
import { BatchWriter } from './batch-writer'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import { groupByLeader, leadersOf } from './leaders'
import { linkTo } from './links'
import { partitionOfKey } from './murmur2'
import { produceBatches } from './produce-request'
import type { RecordToSend } from './producer'

export type RecordOfTopic = RecordToSend & { topic: string }
export type ProducedRecord = { topic: string; partition: number; offset: string }

/**
 * Writes some records and resolves, in their order, to where they are. Not for streams of records: that is `openProducer`. Nothing
 * is sent twice; after a broken connection it is unknown whether they were written.
 */
export async function produce(
  connection: KafkaConnection,
  records: RecordOfTopic[],
  { acks = 'all' }: { acks?: 'all' | 'leader' } = {},
): Promise<ProducedRecord[]> {
  if (records.length === 0) return []
  const link = linkTo(connection)
  const leaders = await leadersOf(link, [...new Set(records.map(({ topic }) => topic))])
  const batches = new Map<
    string,
    { topic: string; partition: number; writer: BatchWriter; indexes: number[] }
  >()
  const sticky = Math.floor(Math.random() * 0x7fff_ffff)
  for (const [index, record] of records.entries()) {
    const { topic } = record
    const count = leaders.get(topic)?.size ?? 1
    const partition =
      record.partition ??
      (record.key == null ? sticky % count : partitionOfKey(Buffer.from(record.key), count))
    if (partition < 0 || partition >= count)
      throw new AppError('invalid', `Topic ${topic} has no partition ${partition}; it has ${count}.`)
    const name = `${topic}\n${partition}`
    const batch = batches.get(name) ?? { topic, partition, writer: new BatchWriter(), indexes: [] }
    batches.set(name, batch)
    batch.writer.add(record)
    batch.indexes.push(index)
  }
  const produced: ProducedRecord[] = []
  const requests = [...groupByLeader(leaders, [...batches.values()])].map(async ([leader, group]) => {
    const wire = group.map(({ topic, partition, writer }) => ({
      topic,
      partition,
      batch: writer.finish({ id: -1n, epoch: -1, sequence: -1 }, 'none'),
    }))
    for (const answer of await produceBatches(link, leader, acks === 'all' ? -1 : 1, wire)) {
      const { topic, partition, errorCode, detail, baseOffset } = answer
      if (errorCode !== 0) throw itemError(errorCode, detail, `Topic ${topic}`)
      const indexes = batches.get(`${topic}\n${partition}`)?.indexes ?? []
      for (const [i, index] of indexes.entries())
        produced[index] = { topic, partition, offset: String(baseOffset + i) }
    }
  })
  await Promise.all(requests)
  return produced
}
