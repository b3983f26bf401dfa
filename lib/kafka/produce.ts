import { AppError } from '@/lib/errors'
import { BatchWriter } from './batch-writer'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import { groupByLeader, type Leaders, leadersOf } from './leaders'
import type { KafkaLink } from './link'
import { linkTo } from './links'
import { partitionOfKey } from './murmur2'
import { produceBatches } from './produce-request'
import type { RecordToSend } from './producer'
import { StaleTopic, withFreshTopic } from './stale-topic'

export type RecordOfTopic = RecordToSend & { topic: string }
export type ProducedRecord = { topic: string; partition: number; offset: string }
type Batch = {
  topic: string
  partition: number
  writer: BatchWriter
  indexes: number[]
  baseOffset: number | null
}

// The broker has certainly not written the batch: the topic or leader was not known there (yet), or not the leader.
const notWritten = new Set([3, 5, 6])

/**
 * Writes some records and resolves, in their order, to where they are. Not for streams of records: that is `openProducer`. No
 * record is written twice; after a broken connection (`unavailable`) it is unknown whether they were written.
 */
export async function produce(
  connection: KafkaConnection,
  records: RecordOfTopic[],
  { acks = 'all' }: { acks?: 'all' | 'leader' } = {},
): Promise<ProducedRecord[]> {
  if (records.length === 0) return []
  const link = linkTo(connection)
  const topics = [...new Set(records.map(({ topic }) => topic))]
  const batches: Batch[] = []
  await withFreshTopic(async () => {
    const leaders = await leadersOf(link, topics)
    if (batches.length === 0) batches.push(...batchesOf(records, leaders))
    const groups = [
      ...groupByLeader(
        leaders,
        batches.filter(({ baseOffset }) => baseOffset === null),
      ),
    ]
    await Promise.all(groups.map(([leader, group]) => write(link, leader, acks, group)))
  })
  const produced: ProducedRecord[] = []
  for (const { topic, partition, indexes, baseOffset } of batches)
    for (const [i, index] of indexes.entries())
      produced[index] = { topic, partition, offset: String((baseOffset ?? 0) + i) }
  return produced
}

function batchesOf(records: RecordOfTopic[], leaders: Leaders): Batch[] {
  const batches = new Map<string, Batch>()
  // Records without a key go together, as they would from one batch of a producer.
  const sticky = Math.floor(Math.random() * 0x7fff_ffff)
  for (const [index, record] of records.entries()) {
    const { topic, key = null } = record
    const count = leaders.get(topic)?.size ?? 1
    const partition =
      record.partition ?? (key === null ? sticky % count : partitionOfKey(Buffer.from(key), count))
    if (partition < 0 || partition >= count)
      throw new AppError('invalid', `Topic ${topic} has no partition ${partition}; it has ${count}.`)
    const name = `${topic}\n${partition}`
    const batch = batches.get(name) ?? {
      topic,
      partition,
      writer: new BatchWriter(),
      indexes: [],
      baseOffset: null,
    }
    batches.set(name, batch)
    batch.writer.add(record)
    batch.indexes.push(index)
  }
  return [...batches.values()]
}

async function write(
  link: KafkaLink,
  leader: number,
  acks: 'all' | 'leader',
  batches: Batch[],
): Promise<void> {
  const wire = batches.map(({ topic, partition, writer }) => ({
    topic,
    partition,
    batch: writer.finish({ id: -1n, epoch: -1, sequence: -1 }, 'none'),
  }))
  const answers = await produceBatches(link, leader, acks === 'all' ? -1 : 1, wire)
  let failure: Error | null = null
  for (const { topic, partition, errorCode, detail, baseOffset } of answers) {
    const batch = batches.find((one) => one.topic === topic && one.partition === partition)
    if (errorCode === 0 && batch !== undefined) batch.baseOffset = baseOffset
    if (errorCode === 0) continue
    const error = itemError(errorCode, detail, `Topic ${topic}`)
    failure = notWritten.has(errorCode) ? (failure ?? new StaleTopic(error)) : error
  }
  if (failure !== null) throw failure
}
