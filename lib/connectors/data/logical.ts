// Logical types: between the values that people work with (Date, Decimal) and what stands in the bytes (days, milliseconds, bytes).
import { decimalOfBytes, decimalToBytes, scaleOf } from './decimals'
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

type Logical = {
  toPrimitive: (schema: ConnectSchema, value: ConnectValue) => ConnectValue
  toLogical: Convert
}
type Convert = (schema: ConnectSchema, value: ConnectValue) => ConnectValue

const instants = (
  word: string,
  base: string,
  of: (value: Date) => number,
  make: (count: number) => Date,
): Logical => ({
  toPrimitive: (schema, value) => {
    if (value instanceof Date) return of(value)
    throw new DataError(`Invalid type for ${word}, expected Date but was class ${className(schema, value)}`)
  },
  toLogical: (_schema, value) => {
    if (typeof value === 'number' || typeof value === 'bigint') return make(Number(value))
    const found = className(null, value)
    throw new DataError(
      `Invalid type for ${word}, underlying representation should be ${base} but was class ${found}`,
    )
  },
})

const logicals: Readonly<Record<string, Logical>> = {
  [logicalNames.date]: instants('Date', 'int32', daysOf, dateOfDays),
  [logicalNames.time]: instants('Time', 'int32', timeOf, dateOfMs),
  [logicalNames.timestamp]: instants('Timestamp', 'int64', (value) => value.getTime(), dateOfMs),
  [logicalNames.decimal]: {
    toPrimitive: (schema, value) => {
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
    toLogical: (schema, value) => {
      if (value instanceof Uint8Array) return decimalOfBytes(value, scaleOf(schema))
      const found = className(null, value)
      throw new DataError(
        `Invalid type for Decimal, underlying representation should be bytes but was class ${found}`,
      )
    },
  },
}

const logicalOf = ({ name }: ConnectSchema): Logical | undefined =>
  name !== undefined && Object.hasOwn(logicals, name) ? logicals[name] : undefined

/** The value underneath: days, milliseconds, bytes. Everything without a logical type as it is. @throws DataError */
export const toPrimitive = (schema: ConnectSchema, value: ConnectValue): ConnectValue =>
  value === null ? null : (logicalOf(schema)?.toPrimitive(schema, value) ?? value)

/** @throws DataError */
export const toLogical = (schema: ConnectSchema, value: ConnectValue): ConnectValue =>
  value === null ? null : (logicalOf(schema)?.toLogical(schema, value) ?? value)
