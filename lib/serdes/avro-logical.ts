// Logical types of Avro as JSON: decimals and times as text, a duration as an object of three counts.
import { isRawJson } from '@/lib/exact-json'
import type { AvroFixed, AvroPrimitive, LogicalType } from '@/lib/schemas/avro/model'
import type { Json } from '@/lib/schemas/json-text'
import {
  daysToText,
  instantToText,
  textToDays,
  textToInstant,
  textToTime,
  timeToText,
  type TimeUnit,
} from '@/lib/serdes/date-time'
import { bigIntToBytes, bytesToBigInt, textToUnscaled, unscaledToText } from '@/lib/serdes/decimal'

/** What stands in the bytes: of an int a number, of a long maybe a bigint, of bytes and fixed a buffer. */
export type AvroBase = number | bigint | string | Buffer

type Instant = { unit: TimeUnit; zone: 'Z' | '' }

const instants: Partial<Record<LogicalType['name'], Instant>> = {
  'timestamp-millis': { unit: 'millis', zone: 'Z' },
  'timestamp-micros': { unit: 'micros', zone: 'Z' },
  'timestamp-nanos': { unit: 'nanos', zone: 'Z' },
  'local-timestamp-millis': { unit: 'millis', zone: '' },
  'local-timestamp-micros': { unit: 'micros', zone: '' },
  'local-timestamp-nanos': { unit: 'nanos', zone: '' },
}

/** Null: outside of what text can say; the caller then shows the underlying value. */
export function logicalToJson(logical: LogicalType, base: AvroBase): Json {
  if (Buffer.isBuffer(base)) {
    if (logical.name === 'decimal') return unscaledToText(bytesToBigInt(base), logical.scale)
    if (logical.name === 'uuid') return toUuid(base)
    const [months, days, millis] = [base.readUInt32LE(0), base.readUInt32LE(4), base.readUInt32LE(8)]
    return { months, days, millis }
  }
  if (typeof base === 'string') return base
  const instant = instants[logical.name]
  if (instant !== undefined) return instantToText(base, instant.unit, instant.zone)
  if (logical.name === 'date') return daysToText(Number(base))
  return timeToText(Number(base), logical.name === 'time-millis' ? 'millis' : 'micros')
}

/** Undefined: the value is not of the form that `logicalToJson` gives, and may be the underlying type's own. */
export function jsonToLogical(type: AvroPrimitive | AvroFixed, value: Json): AvroBase | undefined {
  const { logical } = type
  if (logical === null) return undefined
  if (logical.name === 'decimal') return decimalToBytes(type, logical, value)
  if (logical.name === 'duration') return durationToBytes(value)
  if (typeof value !== 'string') return undefined
  if (logical.name === 'uuid') return type.kind === 'fixed' ? fromUuid(value) : undefined
  const instant = instants[logical.name]
  if (instant !== undefined) return textToInstant(value, instant.unit) ?? undefined
  if (logical.name === 'date') return textToDays(value) ?? undefined
  return textToTime(value, logical.name === 'time-millis' ? 'millis' : 'micros') ?? undefined
}

function decimalToBytes(
  type: AvroPrimitive | AvroFixed,
  logical: LogicalType & { name: 'decimal' },
  value: Json,
): Buffer | undefined {
  const text = isRawJson(value) ? JSON.stringify(value) : value
  if (typeof text !== 'string' && typeof text !== 'number') return undefined
  const unscaled = textToUnscaled(String(text), logical.scale)
  if (unscaled === null || String(unscaled).replace('-', '').length > logical.precision) return undefined
  return bigIntToBytes(unscaled, type.kind === 'fixed' ? type.size : undefined) ?? undefined
}

function durationToBytes(value: Json): Buffer | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const bytes = Buffer.alloc(12)
  for (const [index, name] of ['months', 'days', 'millis'].entries()) {
    const count = value[name] ?? 0
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > 0xffffffff)
      return undefined
    bytes.writeUInt32LE(count, index * 4)
  }
  return bytes
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function fromUuid(text: string): Buffer | undefined {
  const hex = text.replaceAll('-', '')
  return /^[0-9a-f]{32}$/i.test(hex) ? Buffer.from(hex, 'hex') : undefined
}
