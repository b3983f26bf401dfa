import type { ConnectSchema, ConnectValue } from './schema'

export type ConnectHeader = {
  readonly key: string
  readonly schema: ConnectSchema | null
  readonly value: ConnectValue
}

/** Where a record of a sink lies in Kafka: transforms may change its topic, never this. */
export type RecordOrigin = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly timestampType: 'CREATE_TIME' | 'LOG_APPEND_TIME'
}

/** One record between converters and task, immutable: a transform makes another one. */
export type ConnectRecord = {
  readonly topic: string
  /** Null (sources): by the key's hash, or any. */
  readonly partition: number | null
  /** Milliseconds since 1970; null (sources): the time of sending. */
  readonly timestamp: number | null
  readonly keySchema: ConnectSchema | null
  readonly key: ConnectValue
  readonly valueSchema: ConnectSchema | null
  readonly value: ConnectValue
  readonly headers: readonly ConnectHeader[]
  /** Sinks only. */
  readonly origin?: RecordOrigin
}

/** What went wrong with one record, in the words of Kafka Connect's error handling (stages as its dead letter headers name them). */
export type RecordStage =
  'TRANSFORMATION' | 'KEY_CONVERTER' | 'VALUE_CONVERTER' | 'HEADER_CONVERTER' | 'TASK_PUT'

/** A record that cannot be used, as Kafka Connect's DataException: it goes to the dead letter queue or fails the task. */
export class DataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataError'
  }
}
