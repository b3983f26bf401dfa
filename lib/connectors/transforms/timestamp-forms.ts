// The forms of a point in time that TimestampConverter knows: texts by a pattern, numbers since 1970, dates, times, timestamps.
import { className } from '../data/java-text'
import { dayMs } from '../data/logical'
import { DataError } from '../data/record'
import { logicalNames, type ConnectSchema, type ConnectValue } from '../data/schema'
import * as schemas from '../data/schemas'
import { dateFormatter } from './date-format'
import { dateParser } from './date-parse'
import { longOf } from './java-numbers'
import type { Properties } from './properties'
import { connectError, schemaText } from './requirements'

type Convert = (value: ConnectValue) => ConnectValue
type Source = 'Timestamp' | 'Date' | 'Time' | 'string' | 'unix'

export type TimestampForms = {
  schema: { required: ConnectSchema; optional: ConnectSchema }
  convert: (source: Source) => Convert
  loose: Convert
}

const startOfDay = (date: Date): Date => new Date(Math.floor(date.getTime() / dayMs) * dayMs)
const timeOfDay = (date: Date): Date => new Date(date.getTime() - startOfDay(date).getTime())

const targetSchemas: Readonly<Record<string, TimestampForms['schema']>> = {
  string: { required: schemas.string, optional: schemas.optionalString },
  unix: { required: schemas.int64, optional: schemas.optionalInt64 },
  Date: { required: schemas.date, optional: schemas.optionalDate },
  Time: { required: schemas.time, optional: schemas.optionalTime },
  Timestamp: { required: schemas.timestamp, optional: schemas.optionalTimestamp },
}

/** How many make a millisecond; below 1: how many milliseconds one is. */
const unitsPerMs: Readonly<Record<string, number>> = {
  seconds: 0.001,
  milliseconds: 1,
  microseconds: 1_000,
  nanoseconds: 1_000_000,
}

function dateOfUnix(value: number | bigint, units: number): Date {
  const ms =
    units < 1
      ? Number(value) * 1000
      : typeof value === 'bigint'
        ? Number(value / BigInt(units))
        : Math.trunc(value / units)
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) throw new DataError(`Timestamp ${value} is out of range`)
  return date
}

const unixOfDate = (date: Date, units: number): number | bigint =>
  units <= 1 ? Math.trunc(date.getTime() * units) : longOf(BigInt(date.getTime()) * BigInt(units))

export const sourceOf = (schema: ConnectSchema): Source => {
  if (schema.name === logicalNames.timestamp) return 'Timestamp'
  if (schema.name === logicalNames.date) return 'Date'
  if (schema.name === logicalNames.time) return 'Time'
  if (schema.type === 'STRING') return 'string'
  if (schema.type === 'INT64') return 'unix'
  throw connectError(`Schema ${schemaText(schema)} does not correspond to a known timestamp type format`)
}

const looseSourceOf = (value: ConnectValue): Source => {
  if (value instanceof Date) return 'Timestamp'
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return 'unix'
  if (typeof value === 'string') return 'string'
  throw new DataError(
    `TimestampConverter does not support class ${className(null, value)} objects as timestamps`,
  )
}

function readFormat(properties: Properties, target: string): string | null {
  const format = properties.maybe('format') ?? ''
  if (format.trim() !== '') return format
  if (target === 'string')
    properties.fail(
      'format',
      'TimestampConverter requires format option to be specified when using string timestamps',
    )
  return null
}

export function readForms(properties: Properties): TimestampForms {
  const target = properties.text('target.type')
  const units = unitsPerMs[properties.text('unix.precision')] ?? 1
  const format = readFormat(properties, target)
  const refuse = (): never =>
    properties.fail(
      'format',
      `TimestampConverter requires a SimpleDateFormat-compatible pattern for string timestamps: ${format}`,
    )
  const attempt = <Made>(make: (pattern: string) => Made): Made | null => {
    try {
      return format === null ? null : make(format)
    } catch {
      return refuse()
    }
  }
  const parse = attempt(dateParser)
  const print = attempt(dateFormatter)
  const read = (source: Source, value: ConnectValue): Date => {
    if (source === 'unix' && (typeof value === 'number' || typeof value === 'bigint'))
      return dateOfUnix(value, units)
    if (source === 'string' && typeof value === 'string') {
      if (!parse)
        throw new DataError(
          'TimestampConverter requires format option to be specified when using string timestamps',
        )
      const date = parse(value)
      if (date) return date
      throw new DataError(`Could not parse timestamp: value (${value}) does not match pattern (${format})`)
    }
    if (value instanceof Date) return value
    throw new DataError(
      `Expected ${source} to be a java.util.Date, but found class ${className(null, value)}`,
    )
  }
  const writers: Readonly<Record<string, (date: Date) => ConnectValue>> = {
    string: (date) => print?.(date) ?? null,
    unix: (date) => unixOfDate(date, units),
    Date: startOfDay,
    Time: timeOfDay,
  }
  const write = writers[target] ?? ((date: Date): ConnectValue => date)
  return {
    schema: targetSchemas[target] ?? { required: schemas.timestamp, optional: schemas.optionalTimestamp },
    convert: (source) => (value) => write(read(source, value)),
    loose: (value) => (value === null ? null : write(read(looseSourceOf(value), value))),
  }
}
