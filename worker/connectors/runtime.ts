// The runtime contract of connectors, after Kafka Connect's: a source is started with its last offsets and polled
// for batches; the host (task-host.ts) produces them and stores the offsets once Kafka has acknowledged the records.
import type { ConnectorType, Dialect } from '@/lib/connectors/catalog/spec'
import type { RawHeader } from '@/lib/connectors/data/converter'
import type { ConnectRecord, RecordOrigin } from '@/lib/connectors/data/record'
import type { PreviewedTable, PreviewTarget } from '@/lib/connectors/validation/check-schema'
import type { KafkaConnection } from '@/lib/kafka'
import type { RegistryClient } from '@/lib/schema-registries/client'

/** Effective configuration: managed property names, defaults filled in. */
export type TaskConfig = Record<string, string>

export type SourcePartition = Record<string, string | number>
export type SourcePosition = Record<string, string | number | boolean | null>
/** How far a source partition has been read: where a restarted task goes on. */
export type SourceOffset = { partition: SourcePartition; offset: SourcePosition }

export type SourceRecord = {
  topic: string
  /** Undefined: by the key's hash as Java's default partitioner does, or any. */
  partition?: number
  /** Milliseconds; undefined: the time of sending. */
  timestamp?: number
  key: Buffer | null
  value: Buffer | null
  headers?: { key: string; value: Buffer | string | null }[]
}

/** Records and the offsets that hold once all of them are in Kafka. Buffers belong to the task again at its next poll. */
export type SourceBatch = {
  /** Ready for Kafka: neither transforms nor converters touch them. */
  records: SourceRecord[]
  /** In place of `records`: transformed and converted by the framework as the configuration says. */
  data?: readonly ConnectRecord[]
  offsets: SourceOffset[]
}

export type LogLevel = 'INFO' | 'WARN' | 'ERROR'

export type SourceTaskContext = {
  connectorName: string
  taskNumber: number
  config: TaskConfig
  /** The environment's Schema Registry, where the configuration asks for formats that it knows. */
  registryId?: string | undefined
  /** In its place: of a look at what would be written. */
  registry?: Pick<RegistryClient, 'register'>
  /** Last stored offset of a source partition. */
  offsetOf: (partition: SourcePartition) => SourcePosition | undefined
  log: (level: LogLevel, message: string) => void
  /** Aborted when the task is asked to stop: waiting polls return. */
  signal: AbortSignal
  /** Runs synchronous work under the task's name, so that the watchdog knows whose work blocks a thread. */
  work: <T>(run: () => T) => T
  /** Imports code, which may block a starved machine's thread for seconds: the watchdog is told to wait. */
  load: <T>(importing: () => Promise<T>) => Promise<T>
}

export type SourceTask = {
  /** Topics that the task writes to, checked before it starts. */
  topics: readonly string[]
  /** Waits for records; null when asked to stop or when there are none at the moment. Throws TaskFailure to fail. */
  poll(): Promise<SourceBatch | null>
  stop(): Promise<void>
}

/** What a runtime module exports, as `createSourceTask`. Throws TaskFailure when the configuration cannot run. */
export type CreateSourceTask = (context: SourceTaskContext) => Promise<SourceTask> | SourceTask

export type TopicPartition = { topic: string; partition: number }
/** `offset`: of the next record to read. */
export type PartitionPosition = TopicPartition & { offset: number }

/**
 * Committed records of one partition as they lie in Kafka's batches: nothing is copied or made into an object until it is
 * asked for by its index, 0 to count - 1. Buffers are views that hold until the batch is given back (`put` has resolved).
 */
export type RawBatch = TopicPartition & {
  readonly count: number
  /** Where to go on after this batch: beyond it there may be gaps (compaction, transactions). */
  readonly nextOffset: number
  offset(index: number): number
  /** Milliseconds since 1970. */
  timestamp(index: number): number
  timestampType(index: number): 'CREATE_TIME' | 'LOG_APPEND_TIME'
  /** For readers that go without a view per record: the bytes of all of them, and four numbers for each. */
  readonly data: Buffer
  /** Start and length (-1: null) of the key, then of the value, in `data`. */
  readonly spans: Int32Array
  readonly offsets: Float64Array
  readonly timestamps: Float64Array
  key(index: number): Buffer | null
  value(index: number): Buffer | null
  headers(index: number): readonly RawHeader[]
}

/** Converted and transformed records of one partition, and where to go on once they are stored (dropped ones included). */
export type SinkBatch = TopicPartition & {
  readonly records: readonly ConnectRecord[]
  readonly nextOffset: number
}

/** A record that the target refused: `origin` names it, `error` says why. */
export type BadRecord = { origin: Pick<RecordOrigin, 'topic' | 'partition' | 'offset'>; error: Error }

export type SinkTaskContext = Omit<SourceTaskContext, 'offsetOf'> & {
  connectorId: string
  /** Lease of this start of the task: greater than that of any start before. A target that stores offsets stores it with them. */
  epoch: number
  /** Managed as on Confluent Cloud or self-managed as on Kafka Connect: some defaults differ. */
  dialect: Dialect
  /**
   * Hands over records that the target refuses, one by one (never a whole batch for one bad record). Resolves when they are
   * in the dead letter queue (or may be skipped); throws TaskFailure where errors are not tolerated.
   */
  reportBad: (records: readonly BadRecord[]) => Promise<void>
}

/**
 * One task of a sink. `put` resolves when the batches are stored in the target for good, and throws: RetriableFailure
 * when the target is away (the same batches come again after a pause, or after another `open`), TaskFailure to fail.
 */
export type SinkTask = {
  /**
   * The task's partitions, at its start and whenever they change. Answers where to go on for those of which the target knows
   * it (exactly once); the others go on from the group's committed offsets.
   */
  open(partitions: readonly TopicPartition[]): Promise<readonly PartitionPosition[]>
  put(batches: readonly SinkBatch[]): Promise<void>
  /**
   * The quick way, in place of converters and `put`: null or absent when the configuration needs the general one (transforms,
   * formats that the task does not read itself).
   */
  putRaw?: ((batches: readonly RawBatch[]) => Promise<void>) | null
  /** Offsets were changed by an administrator: what the target stores of them is replaced (null: forgotten). */
  alterOffsets?(positions: readonly (TopicPartition & { offset: number | null })[]): Promise<void>
  stop(): Promise<void>
}

/** What a sink's runtime module exports, as `createSinkTask`. */
export type CreateSinkTask = (context: SinkTaskContext) => Promise<SinkTask> | SinkTask

/** Result of a connection test or a check of the target before launch: the first layer that failed, with words for people. */
export type TargetCheck =
  { ok: true; detail: string } | { ok: false; layer: string; field?: string; message: string }
/** What a runtime module may export, as `checkTarget`: a dry connection, nothing is written. Used by validation and the wizard. */
export type CheckTarget = (config: TaskConfig, signal: AbortSignal) => Promise<TargetCheck>

/** What would become of a record at the target: that, or why it would be refused (`isFatal`: which fails the task). */
export type TargetOfRecord = { target: PreviewTarget } | { problem: string; isFatal: boolean }
export type TargetPreview = {
  /** In the order of the records. */
  records: readonly TargetOfRecord[]
  tables?: readonly PreviewedTable[]
  /** What people should know of it. */
  note?: string
}
/** What a runtime module may export, as `previewTarget`: what it would make of records. It reads the target at the most. */
export type PreviewOfTarget = (
  given: { config: TaskConfig; dialect: Dialect },
  records: readonly ConnectRecord[],
) => Promise<TargetPreview>

/** The other end is away or busy: tried again with growing pauses, for ever unless the configuration says otherwise. */
export class RetriableFailure extends Error {
  // By its name: plugins throw errors of their own that are called so.
  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === 'RetriableFailure'
  }

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RetriableFailure'
  }
}

/** A failure that ends the task until somebody changes something. The message is shown to the user. */
export class TaskFailure extends Error {
  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === 'TaskFailure'
  }

  /** Only another configuration helps: the task is not started again by itself. */
  readonly isLasting: boolean

  constructor(
    message: string,
    readonly isUserActionable = true,
    options: ErrorOptions & { isLasting?: boolean } = {},
  ) {
    super(message, options)
    this.name = 'TaskFailure'
    this.isLasting = options.isLasting ?? false
  }
}

/** Everything a task needs: it never touches the metadata database. */
export type TaskAssignment = {
  kind: ConnectorType
  connectorId: string
  connectorName: string
  taskNumber: number
  /** Of how many. */
  taskCount: number
  /** Kafka cluster of the connector; names its offsets topic's home. */
  clusterId: string
  /** Managed class, such as DatagenSource. */
  className: string
  dialect: Dialect
  /** Grows with every claim of the connector's tasks; what targets see grows with every start within it too (epoch.ts). */
  epoch: number
  /** When the tasks were claimed, by this process' monotonic clock (milliseconds). */
  claimedAtMs: number
  config: TaskConfig
  /** Of the Schema Registry that the configuration's formats need. */
  registryId?: string
  /** With the connector's own API key. */
  connection: KafkaConnection
  /** Tributary's own, for what belongs to the connector by its very name: its consumer group and `dlq-<connector id>`. */
  ownConnection: KafkaConnection
}

export const taskIdOf = ({
  connectorId,
  taskNumber,
}: Pick<TaskAssignment, 'connectorId' | 'taskNumber'>): string => `${connectorId}-${taskNumber}`
