import { AppError } from '@/lib/errors'
import { BatchWriter } from './batch-writer'
import type { KafkaConnection } from './connection'
import { itemError, kafkaErrorOf, toAppError } from './kafka-error'
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
  /** Why Kafka did not take it, for good. */
  failure: AppError | null
}
type Acks = 'all' | 'leader'

// The broker has certainly not written the batch: the topic or leader was not known there (yet), or not the leader.
const notWritten = new Set([3, 5, 6])
// One record can make Kafka refuse the whole batch; alone, the others may be taken.
const refusedTogether = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
])

/**
 * Writes some records and resolves, in their order, to where they are. Not for streams of records: that is `openProducer`. No
 * record is written twice; after a broken connection (`unavailable`) it is unknown whether they were written.
 */
export async function produce(
  connection: KafkaConnection,
  records: RecordOfTopic[],
  { acks = 'all' }: { acks?: Acks } = {},
): Promise<ProducedRecord[]> {
  const outcomes = await attempt(linkTo(connection), records, acks, 'all or nothing')
  return outcomes.map((outcome) => {
    if (outcome instanceof AppError) throw outcome
    return outcome
  })
}

/** Like `produce`, but tells of each record by itself what became of it: one that is refused does not keep the others back. */
export async function produceEach(
  connection: KafkaConnection,
  records: RecordOfTopic[],
): Promise<(ProducedRecord | AppError)[]> {
  const link = linkTo(connection)
  const outcomes = await attempt(link, records, 'all', 'each by itself').catch((error: unknown) =>
    records.map(() => toAppError(error, 'Producing')),
  )
  if (records.length < 2) return outcomes
  for (const [index, outcome] of outcomes.entries()) {
    const record = records[index]
    if (record === undefined || !refusedTogether.has(kafkaErrorOf(outcome) ?? '')) continue
    const [alone] = await produceEach(connection, [record])
    if (alone !== undefined) outcomes[index] = alone
  }
  return outcomes
}

async function attempt(
  link: KafkaLink,
  records: RecordOfTopic[],
  acks: Acks,
  mode: 'all or nothing' | 'each by itself',
): Promise<(ProducedRecord | AppError)[]> {
  if (records.length === 0) return []
  const topics = [...new Set(records.map(({ topic }) => topic))]
  const outcomes: (ProducedRecord | AppError)[] = []
  const batches: Batch[] = []
  let isPlanned = false
  await withFreshTopic(async () => {
    const leaders = await leadersOf(link, topics)
    if (!isPlanned)
      batches.push(
        ...batchesOf(records, leaders, (index, error) => {
          if (mode === 'all or nothing') throw error
          outcomes[index] = error
        }),
      )
    isPlanned = true
    const left = batches.filter(({ baseOffset, failure }) => baseOffset === null && failure === null)
    const groups = [...groupByLeader(leaders, left)]
    const stale = await Promise.all(groups.map(([leader, group]) => write(link, leader, acks, group)))
    const again = stale.find((error) => error !== null)
    if (again) throw again
  }).catch((error: unknown) => {
    if (!isPlanned) throw error
    for (const batch of batches)
      if (batch.baseOffset === null) batch.failure ??= toAppError(error, 'Producing')
  })
  for (const { topic, partition, indexes, baseOffset, failure } of batches)
    for (const [i, index] of indexes.entries())
      outcomes[index] = failure ?? { topic, partition, offset: String((baseOffset ?? 0) + i) }
  return outcomes
}

function batchesOf(
  records: RecordOfTopic[],
  leaders: Leaders,
  refuse: (index: number, error: AppError) => void,
): Batch[] {
  const batches = new Map<string, Batch>()
  // Records without a key go together, as they would from one batch of a producer.
  const sticky = Math.floor(Math.random() * 0x7fff_ffff)
  for (const [index, record] of records.entries()) {
    const { topic, key = null } = record
    const count = leaders.get(topic)?.size ?? 1
    const partition =
      record.partition ?? (key === null ? sticky % count : partitionOfKey(Buffer.from(key), count))
    if (partition < 0 || partition >= count) {
      const message = `Topic ${topic} has no partition ${partition}; it has ${count}.`
      refuse(index, new AppError('invalid', message, { details: { kafkaErrorCode: 40403 } }))
      continue
    }
    const name = `${topic}\n${partition}`
    const batch = batches.get(name) ?? {
      topic,
      partition,
      writer: new BatchWriter(),
      indexes: [],
      baseOffset: null,
      failure: null,
    }
    batches.set(name, batch)
    batch.writer.add(record)
    batch.indexes.push(index)
  }
  return [...batches.values()]
}

/** Notes in each batch what became of it; resolves to what may be different with fresh knowledge of the topic. */
async function write(
  link: KafkaLink,
  leader: number,
  acks: Acks,
  batches: Batch[],
): Promise<StaleTopic | null> {
  const wire = batches.map(({ topic, partition, writer }) => ({
    topic,
    partition,
    batch: writer.finish({ id: -1n, epoch: -1, sequence: -1 }, 'none'),
  }))
  let stale: StaleTopic | null = null
  try {
    const answers = await produceBatches(link, leader, acks === 'all' ? -1 : 1, wire)
    for (const { topic, partition, errorCode, detail, baseOffset } of answers) {
      const batch = batches.find((one) => one.topic === topic && one.partition === partition)
      if (batch === undefined) continue
      const error = errorCode === 0 ? null : itemError(errorCode, detail, `Topic ${topic}`)
      if (error === null) batch.baseOffset = baseOffset
      else if (notWritten.has(errorCode)) stale ??= new StaleTopic(error)
      else batch.failure = error
    }
  } catch (error) {
    // It is unknown what was written: never again.
    for (const batch of batches) batch.failure = toAppError(error, 'Producing')
  }
  return stale
}
