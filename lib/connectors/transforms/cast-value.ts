// One value into another type, by Java's rules for numbers and texts.
import { className, javaText } from '../data/java-text'
import { toPrimitive } from '../data/logical'
import { DataError } from '../data/record'
import { logicalNames, type ConnectSchema, type ConnectValue, type SchemaType } from '../data/schema'
import { isDecimal, isList, isMap, isObjectValue } from '../data/struct'
import { valueToText } from '../data/value-text'
import * as java from './java-numbers'

export const castTargets = [
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'FLOAT32',
  'FLOAT64',
  'BOOLEAN',
  'STRING',
] as const
export type CastTarget = (typeof castTargets)[number]

type ScalarTarget = Exclude<CastTarget, 'STRING'>
type FromNumber = (value: java.JavaNumber, kind: java.NumberKind) => ConnectValue
type FromText = (value: string) => ConnectValue

const ofNumber: Record<ScalarTarget, FromNumber> = {
  INT8: java.toByte,
  INT16: java.toShort,
  INT32: java.toInt,
  INT64: java.toLong,
  FLOAT32: java.toFloat,
  FLOAT64: java.toDouble,
  BOOLEAN: (value) => java.toLong(value) !== 0,
}

const ofText: Record<ScalarTarget, FromText> = {
  INT8: (text) => java.parseInteger(text, 8),
  INT16: (text) => java.parseInteger(text, 16),
  INT32: (text) => java.parseInteger(text, 32),
  INT64: (text) => java.parseInteger(text, 64),
  FLOAT32: (text) => Math.fround(java.parseDouble(text)),
  FLOAT64: java.parseDouble,
  BOOLEAN: (text) => text.toLowerCase() === 'true',
}

const structured = (type: string): DataError =>
  new DataError(
    `Cast transformation does not support casting from ${type}; supported types are [${castTargets.join(', ')}, BYTES]`,
  )

const unexpected = (schema: ConnectSchema | null, value: ConnectValue): DataError =>
  new DataError(`Unexpected type in Cast transformation: class ${className(schema, value)}`)

/** Before 1970 Kafka prints the time of day alone; here nothing is lost. */
const dateText = (schema: ConnectSchema | null, value: Date): string => {
  if (value.getTime() >= 0) return valueToText(schema, value)
  const text = value.toISOString()
  return schema?.name === logicalNames.date ? text.slice(0, -14) : text
}

function toText(schema: ConnectSchema | null, value: ConnectValue): string {
  if (value instanceof Date) return dateText(schema, value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return javaText(schema, value)
}

function scalarCaster(
  schema: ConnectSchema | null,
  kind: java.NumberKind | null,
  target: ScalarTarget,
): (value: ConnectValue) => ConnectValue {
  const fromNumber = ofNumber[target]
  const fromText = ofText[target]
  return (given) => {
    const value = schema && given instanceof Date ? toPrimitive(schema, given) : given
    if (typeof value === 'number')
      return fromNumber(value, kind ?? (Number.isInteger(value) ? 'integer' : 'floating'))
    if (typeof value === 'bigint' || isDecimal(value)) return fromNumber(value, 'integer')
    if (typeof value === 'boolean') return target === 'BOOLEAN' ? value : value ? 1 : 0
    if (typeof value !== 'string') throw unexpected(schema, value)
    try {
      return fromText(value)
    } catch (error) {
      if (!(error instanceof java.NumberFormatError)) throw error
      throw new DataError(`Value (${value}) was out of range for requested data type`)
    }
  }
}

const isStructured = (type: SchemaType): boolean => type === 'ARRAY' || type === 'MAP' || type === 'STRUCT'

/** For values (but null) of a schema. @throws DataError for a type that cannot be cast */
export function casterOf(schema: ConnectSchema, target: CastTarget): (value: ConnectValue) => ConnectValue {
  const { type } = schema
  if (isStructured(type))
    return () => {
      throw structured(type)
    }
  if (target === 'STRING') return (value) => toText(schema, value)
  return scalarCaster(schema, type.startsWith('FLOAT') ? 'floating' : 'integer', target)
}

/** For values without a schema. */
export function looseCaster(target: CastTarget): (value: ConnectValue) => ConnectValue {
  const cast =
    target === 'STRING'
      ? (value: ConnectValue): ConnectValue => toText(null, value)
      : scalarCaster(null, null, target)
  return (value) => {
    if (value === null) return null
    if (value instanceof Date || isDecimal(value))
      throw new DataError(
        `Cast transformation was passed a value of type class ${className(null, value)} which is not supported by Connect's data API`,
      )
    if (isList(value)) throw structured('ARRAY')
    if (isMap(value) || isObjectValue(value)) throw structured('MAP')
    return cast(value)
  }
}
