// The runtime contract of connectors, after Kafka Connect's: a source is started with its last offsets and polled
// for batches; the host (task-host.ts) produces them and stores the offsets once Kafka has acknowledged the records.
import type { KafkaConnection } from '@/lib/kafka'

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
export type SourceBatch = { records: SourceRecord[]; offsets: SourceOffset[] }

export type LogLevel = 'INFO' | 'WARN' | 'ERROR'

export type SourceTaskContext = {
  connectorName: string
  taskNumber: number
  config: TaskConfig
  /** The environment's Schema Registry, where the configuration asks for formats that it knows. */
  registryId?: string | undefined
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

/** A failure that ends the task until somebody changes something. The message is shown to the user. */
export class TaskFailure extends Error {
  constructor(
    message: string,
    readonly isUserActionable = true,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'TaskFailure'
  }
}

/** Everything a task needs: it never touches the metadata database. */
export type TaskAssignment = {
  connectorId: string
  connectorName: string
  taskNumber: number
  /** Kafka cluster of the connector; names its offsets topic's home. */
  clusterId: string
  /** Managed class, such as DatagenSource. */
  className: string
  config: TaskConfig
  /** Of the Schema Registry that the configuration's formats need. */
  registryId?: string
  /** With the connector's own API key. */
  connection: KafkaConnection
}

export const taskIdOf = ({
  connectorId,
  taskNumber,
}: Pick<TaskAssignment, 'connectorId' | 'taskNumber'>): string => `${connectorId}-${taskNumber}`
