// Logical types: between the values that people work with (Date, Decimal) and what stands in the bytes (days, milliseconds, bytes).
import { decimalToBytes, scaleOf } from './decimals'
import { className } from './java-text'
import { DataError } from './record'
import { logicalNames, type ConnectSchema, type ConnectValue } from './schema'
import { isDecimal } from './struct'

export const dayMs = 86_400_000

export const isLogical = (schema: ConnectSchema): boolean =>
  schema.name !== undefined && known.has(schema.name)

const known = new Set<string>(Object.values(logicalNames))

/** @throws DataError when a Date has a time of day. */
export function daysOf(value: Date): number {
  const days = value.getTime() / dayMs
  if (Number.isInteger(days)) return days
  throw new DataError('Kafka Connect Date type should not have any time fields set to non-zero values.')
}

/** @throws DataError when it is not within a day. */
export function timeOf(value: Date): number {
  const ms = value.getTime()
  if (ms >= 0 && ms <= dayMs) return ms
  throw new DataError('Kafka Connect Time type should not have any date fields set to non-zero values.')
}

export const dateOfDays = (days: number): Date => new Date(days * dayMs)
export const dateOfMs = (ms: number | bigint): Date => new Date(Number(ms))

type ToPrimitive = (schema: ConnectSchema, value: ConnectValue) => ConnectValue

const instant =
  (word: string, of: (value: Date) => number): ToPrimitive =>
  (schema, value) => {
    if (value instanceof Date) return of(value)
    throw new DataError(`Invalid type for ${word}, expected Date but was class ${className(schema, value)}`)
  }

const conversions: Readonly<Record<string, ToPrimitive>> = {
  [logicalNames.date]: instant('Date', daysOf),
  [logicalNames.time]: instant('Time', timeOf),
  [logicalNames.timestamp]: instant('Timestamp', (value) => value.getTime()),
  [logicalNames.decimal]: (schema, value) => {
    if (!isDecimal(value))
      throw new DataError(
        `Invalid type for Decimal, expected BigDecimal but was class ${className(schema, value)}`,
      )
    if (value.scale !== scaleOf(schema))
      throw new DataError(
        `Decimal value has mismatching scale for given Decimal schema. Schema has scale ${scaleOf(schema)}, value has scale ${value.scale}.`,
      )
    return decimalToBytes(value)
  },
}

/** The value underneath: days, milliseconds, bytes. Everything without a logical type as it is. @throws DataError */
export function toPrimitive(schema: ConnectSchema, value: ConnectValue): ConnectValue {
  const { name } = schema
  const convert = name !== undefined && Object.hasOwn(conversions, name) ? conversions[name] : undefined
  return value === null || convert === undefined ? value : convert(schema, value)
}
