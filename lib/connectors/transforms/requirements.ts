// What a transform asks of the value it works on, refused in Kafka's words.
import { className } from '../data/java-text'
import { DataError, type ConnectRecord, type RecordOrigin } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import { isObjectValue, type ObjectValue } from '../data/struct'

/** A failure whose Java class is not DataException: dead letter headers name that class. */
export class JavaError extends DataError {
  constructor(
    readonly javaClass: string,
    message: string,
  ) {
    super(message)
  }
}

export const illegalArgument = (message: string): JavaError =>
  new JavaError('java.lang.IllegalArgumentException', message)
export const connectError = (message: string): JavaError =>
  new JavaError('org.apache.kafka.connect.errors.ConnectException', message)
export const schemaBuilderError = (message: string): JavaError =>
  new JavaError('org.apache.kafka.connect.errors.SchemaBuilderException', message)

const found = (schema: ConnectSchema | null, value: ConnectValue): string =>
  value === null ? 'null' : className(schema, value)

export function requireStruct(schema: ConnectSchema, value: ConnectValue, purpose: string): ObjectValue {
  if (schema.type === 'STRUCT' && isObjectValue(value)) return value
  throw notAStruct(schema, value, purpose)
}

export const notAStruct = (schema: ConnectSchema | null, value: ConnectValue, purpose: string): DataError =>
  new DataError(`Only Struct objects supported for [${purpose}], found: ${found(schema, value)}`)

export function requireObject(value: ConnectValue, purpose: string): ObjectValue {
  if (isObjectValue(value)) return value
  throw new DataError(
    `Only Map objects supported in absence of schema for [${purpose}], found: ${found(null, value)}`,
  )
}

export function requireOrigin(record: ConnectRecord, purpose: string): RecordOrigin {
  if (record.origin) return record.origin
  const source = 'org.apache.kafka.connect.source.SourceRecord'
  throw new DataError(`Only SinkRecord supported for [${purpose}], found: ${source}`)
}

/** `Schema{name:STRUCT}`, as Kafka prints one in messages. */
export const schemaText = ({ name, type }: ConnectSchema): string =>
  `Schema{${name === undefined ? '' : `${name}:`}${type}}`
