import type { ConnectRecord } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'

/** The part of a record that a transform's variant works on. */
export type Side = {
  schemaOf: (record: ConnectRecord) => ConnectSchema | null
  valueOf: (record: ConnectRecord) => ConnectValue
  put: (record: ConnectRecord, schema: ConnectSchema | null, value: ConnectValue) => ConnectRecord
}

export const keySide: Side = {
  schemaOf: (record) => record.keySchema,
  valueOf: (record) => record.key,
  put: (record, keySchema, key) => ({ ...record, keySchema, key }),
}

export const valueSide: Side = {
  schemaOf: (record) => record.valueSchema,
  valueOf: (record) => record.value,
  put: (record, valueSchema, value) => ({ ...record, valueSchema, value }),
}

/** Of variants that work on headers, which they read and write themselves. */
export const headerSide: Side = { ...valueSide }
