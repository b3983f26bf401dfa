import type { ConnectRecord } from './record'

/** Null: the record is dropped. Throws DataError for a record that it cannot work on. */
export type Transform = (record: ConnectRecord) => ConnectRecord | null
export type Predicate = (record: ConnectRecord) => boolean
