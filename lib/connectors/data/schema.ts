// The data of connectors, after Kafka Connect's data API: a schema beside each key, value and header value. Pure.

export type SchemaType =
  | 'INT8'
  | 'INT16'
  | 'INT32'
  | 'INT64'
  | 'FLOAT32'
  | 'FLOAT64'
  | 'BOOLEAN'
  | 'STRING'
  | 'BYTES'
  | 'ARRAY'
  | 'MAP'
  | 'STRUCT'

/** Never changed once made: transforms and writers keep what they made of a schema by its identity. */
export type ConnectSchema = {
  readonly type: SchemaType
  readonly optional: boolean
  readonly default?: ConnectValue
  readonly name?: string
  readonly version?: number
  readonly doc?: string
  readonly parameters?: Readonly<Record<string, string>>
  /** Of a STRUCT, in order. */
  readonly fields?: readonly ConnectField[]
  /** Of a MAP. */
  readonly keySchema?: ConnectSchema
  /** Of a MAP or an ARRAY. */
  readonly valueSchema?: ConnectSchema
}

export type ConnectField = { readonly name: string; readonly schema: ConnectSchema }

/** Exact: `unscaled` × 10^-`scale`. */
export type Decimal = { readonly unscaled: bigint; readonly scale: number }

export const logicalNames = {
  decimal: 'org.apache.kafka.connect.data.Decimal',
  date: 'org.apache.kafka.connect.data.Date',
  time: 'org.apache.kafka.connect.data.Time',
  timestamp: 'org.apache.kafka.connect.data.Timestamp',
} as const

/**
 * With a schema: INT8–INT32, FLOAT32/64: number. INT64: number, or bigint beyond ±2^53. STRING: string. BOOLEAN: boolean.
 * BYTES: Buffer. ARRAY: array. MAP: Map. STRUCT: plain object without a prototype, one property per field (absent = null).
 * Logical types: Decimal; Date for org.apache.kafka.connect.data.Date, Time and Timestamp (UTC, as java.util.Date).
 * Without a schema (null): what JSON.parse gives (objects without a prototype; integers beyond ±2^53 are bigints).
 */
export type ConnectValue =
  | null
  | string
  | number
  | bigint
  | boolean
  | Buffer
  | Date
  | Decimal
  | readonly ConnectValue[]
  | ReadonlyMap<ConnectValue, ConnectValue>
  | { readonly [name: string]: ConnectValue }

/** A value and its schema; null: it has none. */
export type SchemaAndValue = { readonly schema: ConnectSchema | null; readonly value: ConnectValue }
