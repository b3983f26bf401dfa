// Values of Connect's data model as the text that a column's type reads: chosen once per field and column. Pure.
import { DataError } from '@/lib/connectors/data/record'
import { logicalNames, type ConnectSchema, type ConnectValue } from '@/lib/connectors/data/schema'
import { isDecimal, isList, isMap, isObjectValue } from '@/lib/connectors/data/struct'
import type { Column } from '@/lib/connectors/postgres-sink/column-types'
import type { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import type { ZonedTime } from '@/lib/connectors/postgres-sink/zoned-time'
import { unscaledToText } from '@/lib/serdes/decimal'

/** Writes a value that is not null. @throws DataError */
export type WriteValue = (out: CopyText, value: ConnectValue) => void

export type WritingRules = {
  zones: ZonedTime
  /** The unit of longs and digits in fields that are bound as timestamps. */
  timestampUnit: 'micros' | 'nanos'
}

/** `schema` null: a value without one, told by itself. */
export function valueWriter(
  schema: ConnectSchema | null,
  column: Pick<Column, 'kind' | 'type'>,
  rules: WritingRules,
  isTimestamp = false,
): WriteValue {
  if (isTimestamp) return timestampWriter(rules)
  if (column.kind === 'json') return jsonWriter(schema, rules)
  if (column.kind === 'array')
    return (out, value) =>
      out.text(
        isList(value)
          ? arrayText(schema?.valueSchema ?? null, value, rules)
          : scalarText(schema, value, rules),
      )
  if (schema === null) return (out, value) => writeUntyped(out, value, rules)
  if (schema.name !== undefined && isTime(schema.name))
    return (out, value) => out.text(scalarText(schema, value, rules))
  switch (schema.type) {
    case 'INT8':
    case 'INT16':
    case 'INT32':
    case 'INT64':
    case 'FLOAT32':
    case 'FLOAT64':
      return (out, value) =>
        typeof value === 'number' ? out.integer(value) : out.text(scalarText(schema, value, rules))
    case 'STRING':
      return (out, value) => out.text(typeof value === 'string' ? value : scalarText(schema, value, rules))
    case 'BYTES':
      return (out, value) =>
        Buffer.isBuffer(value) ? writeBytes(out, value, column) : out.text(scalarText(schema, value, rules))
    default:
      return (out, value) => out.text(scalarText(schema, value, rules))
  }
}

function writeBytes(out: CopyText, value: Buffer, column: Pick<Column, 'kind' | 'type'>): void {
  if (column.kind === 'bytea') out.hex(value)
  else if (column.type === 'uuid' && value.length === 16) out.plain(value.toString('hex'))
  else throw new DataError(`Bytes do not fit a column of type ${column.type}.`)
}

function writeUntyped(out: CopyText, value: ConnectValue, rules: WritingRules): void {
  if (typeof value === 'number') out.integer(value)
  else if (Buffer.isBuffer(value)) out.hex(value)
  else out.text(scalarText(null, value, rules))
}

const isTime = (name: string): boolean =>
  name === logicalNames.date || name === logicalNames.time || name === logicalNames.timestamp

/** Also of what an array holds. Nested values are JSON. */
function scalarText(schema: ConnectSchema | null, value: ConnectValue, rules: WritingRules): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  if (value instanceof Date) return dateText(schema, value, rules.zones)
  if (isDecimal(value)) return decimalText(value.unscaled, value.scale)
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return jsonText(schema, value, rules)
}

const decimalText = (unscaled: bigint, scale: number): string =>
  scale >= 0 ? unscaledToText(unscaled, scale) : String(unscaled * 10n ** BigInt(-scale))

function dateText(schema: ConnectSchema | null, value: Date, zones: ZonedTime): string {
  if (Number.isNaN(value.getTime())) throw new DataError('The date is out of range.')
  if (schema?.name === logicalNames.date) return zones.date(value)
  return schema?.name === logicalNames.time ? zones.time(value) : zones.instant(value)
}

function arrayText(
  schema: ConnectSchema | null,
  values: readonly ConnectValue[],
  rules: WritingRules,
): string {
  const items = values.map((value) => {
    if (value === null) return 'NULL'
    if (isList(value)) return arrayText(schema?.valueSchema ?? null, value, rules)
    const text = scalarText(schema, value, rules)
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  })
  return `{${items.join(',')}}`
}

/** Text with a schema is JSON already (a document in a string field), as a cast in SQL would take it. */
function jsonWriter(schema: ConnectSchema | null, rules: WritingRules): WriteValue {
  return (out, value) =>
    out.text(schema !== null && typeof value === 'string' ? value : jsonText(schema, value, rules))
}

/** Numbers keep all their digits. */
function jsonText(schema: ConnectSchema | null, value: ConnectValue, rules: WritingRules): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`
  if (typeof value === 'string') return JSON.stringify(value)
  if (isDecimal(value)) return decimalText(value.unscaled, value.scale)
  if (value instanceof Date) return JSON.stringify(dateText(schema, value, rules.zones))
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  const items = schema?.valueSchema ?? null
  if (isList(value)) return `[${value.map((item) => jsonText(items, item, rules)).join(',')}]`
  if (isMap(value))
    return `{${Array.from(value, ([key, item]) => `${JSON.stringify(scalarText(schema?.keySchema ?? null, key, rules))}:${jsonText(items, item, rules)}`).join(',')}}`
  if (!isObjectValue(value)) throw new DataError('The value has no form in JSON.')
  const fields = schema?.fields ?? Object.keys(value).map((name) => ({ name, schema: null }))
  return `{${fields.map(({ name, schema: field }) => `${JSON.stringify(name)}:${jsonText(field, value[name] ?? null, rules)}`).join(',')}}`
}

/** Longs and digits count microseconds or nanoseconds since 1970; other text is a time that PostgreSQL reads. */
function timestampWriter({ zones, timestampUnit }: WritingRules): WriteValue {
  const perMs = timestampUnit === 'micros' ? 1000n : 1_000_000n
  return (out, value) => {
    if (value instanceof Date) return out.text(zones.instant(value))
    const isCount =
      typeof value === 'bigint' ||
      (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21)
    if (!isCount && (typeof value !== 'string' || !/^-?\d+$/.test(value)))
      return out.text(scalarText(null, value, { zones, timestampUnit }))
    // By way of its text: a number beyond 2^53 that came as digits is those digits again.
    const count = BigInt(String(value))
    const ms = count / perMs - (count % perMs < 0n ? 1n : 0n)
    const below = String(((count - ms * perMs) * 1000n) / perMs).padStart(3, '0')
    const text = zones.instant(new Date(Number(ms)))
    const fraction = String(Number(((ms % 1000n) + 1000n) % 1000n)).padStart(3, '0') + below
    out.text(text.replace(/(:\d\d:\d\d)(\.\d+)?/, (_all, clock: string) => `${clock}.${fraction}`))
  }
}
