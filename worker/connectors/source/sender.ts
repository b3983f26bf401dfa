// How a source's records get into Kafka: at least once, or (exactly.once.support=required) in transactions that hold the offsets too.
import { largestRecord, producerOverrides } from '../client-overrides'
import { openProducer, openTransactionalProducer, ProducerFenced } from '@/lib/kafka'
import {
  RetriableFailure,
  TaskFailure,
  type SourceOffset,
  type SourceRecord,
  type TaskAssignment,
} from '../runtime'
import { belongsTo, ensureOffsetsTopic, offsetKey, OFFSETS_TOPIC, readOffsets } from './offsets-topic'

export type SourceSender = {
  /** Where the task goes on, when it is Kafka that says so and not the pool: read after every earlier sender was fenced. */
  readonly offsets: readonly SourceOffset[] | null
  /** Acknowledged records so far. */
  readonly acknowledged: number
  /** Whether a checkpoint is due after so many records of one poll. */
  isDue(records: number): boolean
  send(topic: string, records: SourceRecord[]): Promise<void>
  /** All that was sent is in Kafka, and so (exactly once) are the offsets. */
  checkpoint(offsets: readonly SourceOffset[]): Promise<void>
  close(): Promise<void>
}

/** A stream at full speed is acknowledged this often, a slow one after every batch. */
const CHECKPOINT_MS = 200
const SMALL_BATCH = 500
const BUFFER_BYTES = 4 * 1024 * 1024
const DELIVERY_TIMEOUT_MS = 30_000
const BOUNDARY_INTERVAL_MS = 60_000
/** Brokers allow no longer ones unless they are told to. */
const LONGEST_TRANSACTION_MS = 900_000

const delivery = { bufferBytes: BUFFER_BYTES, deliveryTimeoutMs: DELIVERY_TIMEOUT_MS }

const isExactlyOnce = ({ config }: Pick<TaskAssignment, 'config'>): boolean =>
  config['exactly.once.support']?.toLowerCase() === 'required'

export const openSender = (
  assignment: TaskAssignment,
  signal: AbortSignal,
): Promise<SourceSender> | SourceSender =>
  isExactlyOnce(assignment) ? openTransactionalSender(assignment, signal) : openPlainSender(assignment)

/** Before a record is on its way: `producer.override.max.request.size`. @throws TaskFailure */
function requireSize(records: readonly SourceRecord[], most: number | undefined): void {
  if (most === undefined) return
  const large = records.find(({ key, value }) => (key?.length ?? 0) + (value?.length ?? 0) > most)
  if (large === undefined) return
  const size = (large.key?.length ?? 0) + (large.value?.length ?? 0)
  throw new TaskFailure(`A record of ${size} bytes is larger than max.request.size (${most}).`)
}

/** A transaction is acknowledged by all replicas or not at all. */
const withoutAcks = ({ acks: _acks, ...rest }: ReturnType<typeof producerOverrides>) => rest

function openPlainSender({ connection, config }: TaskAssignment): SourceSender {
  const producer = openProducer(connection, { ...delivery, ...producerOverrides(config) })
  const most = largestRecord(config)
  let checkpointAt = performance.now()
  return {
    offsets: null,
    get acknowledged() {
      return producer.stats.records
    },
    isDue: (records) => records < SMALL_BATCH || performance.now() - checkpointAt >= CHECKPOINT_MS,
    async send(topic, records) {
      requireSize(records, most)
      await producer.send(topic, records)
    },
    async checkpoint() {
      await producer.flush()
      checkpointAt = performance.now()
    },
    close: () => producer.close(),
  }
}

async function openTransactionalSender(
  assignment: TaskAssignment,
  signal: AbortSignal,
): Promise<SourceSender> {
  const { connectorId, taskNumber, connection, ownConnection, config } = assignment
  const intervalMs = boundaryOf(assignment)
  const producer = await openTransactionalProducer(connection, `connect-${connectorId}-${taskNumber}`, {
    ...delivery,
    ...withoutAcks(producerOverrides(config)),
    transactionTimeoutMs: Math.min(LONGEST_TRANSACTION_MS, Math.max(60_000, 3 * intervalMs)),
    coordination: ownConnection,
  })
  await ensureOffsetsTopic(ownConnection)
  const entries = await readOffsets(ownConnection, signal)
  const most = largestRecord(config)
  let checkpointAt = performance.now()
  return {
    offsets: [...entries].filter(([key]) => belongsTo(key, connectorId)).map(([, entry]) => entry),
    get acknowledged() {
      return producer.stats.records
    },
    isDue: () => performance.now() - checkpointAt >= intervalMs,
    async send(topic, records) {
      requireSize(records, most)
      await unlessFenced(producer.send(topic, records))
    },
    async checkpoint(offsets) {
      const records = offsets.map(({ partition, offset }) => ({
        partition: 0,
        key: offsetKey(connectorId, partition),
        value: JSON.stringify(offset),
      }))
      if (records.length > 0) await unlessFenced(producer.send(OFFSETS_TOPIC, records, ownConnection))
      await unlessFenced(producer.commit())
      checkpointAt = performance.now()
    },
    close: () => producer.close(),
  }
}

/** How long a transaction may collect batches; 0: each poll of the task is one. */
function boundaryOf({ config }: TaskAssignment): number {
  const boundary = config['transaction.boundary']?.toLowerCase() || 'poll'
  if (boundary === 'poll') return 0
  if (boundary !== 'interval')
    throw new TaskFailure(
      `"transaction.boundary" is "${boundary}", but this connector does not set the boundaries of transactions itself. Use poll or interval.`,
    )
  const text = config['transaction.boundary.interval.ms']?.trim() ?? ''
  const interval = text === '' ? BOUNDARY_INTERVAL_MS : Number(text)
  if (Number.isInteger(interval) && interval > 0 && interval <= LONGEST_TRANSACTION_MS / 3) return interval
  throw new TaskFailure(
    `"transaction.boundary.interval.ms" must be a whole number from 1 to ${LONGEST_TRANSACTION_MS / 3}, not "${text}".`,
  )
}

/**
 * Fenced by another start of the task, or by the broker after a transaction took too long: which of them, nobody says. A zombie is
 * stopped by the loss of its lease; whoever goes on begins at what is in Kafka, so that trying again is safe for both.
 */
async function unlessFenced<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ProducerFenced) throw new RetriableFailure(error.message, { cause: error })
    throw error
  }
}
