// Connect's values as plain JSON for people: samples before and after transforms, previews, dead letters.
import type { Json } from '@/lib/schemas/json-text'
import { decimalText, parseDecimal, plainDecimalText, rescale, scaleOf } from './decimals'
import { DataError } from './record'
import type { ConnectSchema, ConnectValue } from './schema'
import { isDateSchema, isDecimalSchema, isTimeSchema, isTimestampSchema } from './schemas'
import { isDecimal, isList, isMap, isObjectValue, Struct } from './struct'
import { isoText, valueToText } from './value-text'

/** Times in ISO 8601, decimals and integers beyond 2^53 as text, bytes in base64; maps as objects, keys as text. */
export function displayJson(schema: ConnectSchema | null, value: ConnectValue): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return dateDisplay(schema, value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isDecimal(value)) return value.scale < 0 ? decimalText(value) : plainDecimalText(value)
  const itemSchema = schema?.valueSchema ?? null
  if (isList(value)) return value.map((item) => displayJson(itemSchema, item))
  if (isMap(value))
    return Object.fromEntries(
      Array.from(value, ([key, item]) => [
        valueToText(schema?.keySchema ?? null, key),
        displayJson(itemSchema, item),
      ]),
    )
  if (!isObjectValue(value)) return null
  const fields = schema?.fields ?? Object.keys(value).map((name) => ({ name, schema: null }))
  return Object.fromEntries(fields.map((one) => [one.name, displayJson(one.schema, value[one.name] ?? null)]))
}

function dateDisplay(schema: ConnectSchema | null, value: Date): Json {
  if (Number.isNaN(value.getTime())) return 'Invalid date'
  const text = value.toISOString()
  const [day = '', clock = ''] = text.split('T')
  if (isDateSchema(schema)) return day
  if (isTimeSchema(schema)) return clock
  return isTimestampSchema(schema) ? text : isoText(value)
}

/** Back from `displayJson` of the same schema. @throws DataError that says what does not fit. */
export function fromDisplayJson(schema: ConnectSchema | null, json: Json): ConnectValue {
  if (schema === null || json === null) return schema === null ? schemaless(json) : null
  if (isDecimalSchema(schema)) return toDecimal(schema, json)
  if (isDateSchema(schema) || isTimeSchema(schema) || isTimestampSchema(schema)) return toDate(schema, json)
  switch (schema.type) {
    case 'STRING':
      return typeof json === 'string' ? json : refuse(schema, json)
    case 'BOOLEAN':
      return typeof json === 'boolean' ? json : refuse(schema, json)
    case 'BYTES':
      return typeof json === 'string' ? Buffer.from(json, 'base64') : refuse(schema, json)
    case 'INT64':
      return toLong(schema, json)
    case 'INT8':
    case 'INT16':
    case 'INT32':
      return typeof json === 'number' && Number.isInteger(json) ? json : refuse(schema, json)
    case 'FLOAT32':
    case 'FLOAT64':
      return typeof json === 'number' || json === 'NaN' || json === 'Infinity' || json === '-Infinity'
        ? Number(json)
        : refuse(schema, json)
    case 'ARRAY':
      if (!Array.isArray(json)) return refuse(schema, json)
      return json.map((item) => fromDisplayJson(schema.valueSchema ?? null, item))
    default:
      return fromObject(schema, json)
  }
}

function fromObject(schema: ConnectSchema, json: Json): ConnectValue {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse(schema, json)
  if (schema.type === 'MAP') {
    const { keySchema = null, valueSchema = null } = schema
    const toKey = (key: string): ConnectValue =>
      keySchema === null || keySchema.type === 'STRING'
        ? key
        : fromDisplayJson(keySchema, JSON.parse(key) as Json)
    return new Map(
      Object.entries(json).map(([key, item]) => [toKey(key), fromDisplayJson(valueSchema, item)]),
    )
  }
  const struct = new Struct()
  for (const { name, schema: inner } of schema.fields ?? [])
    struct[name] = Object.hasOwn(json, name) ? fromDisplayJson(inner, json[name] ?? null) : null
  return struct
}

function schemaless(json: Json): ConnectValue {
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(schemaless)
  const object = new Struct()
  for (const [name, item] of Object.entries(json)) object[name] = schemaless(item)
  return object
}

function toDecimal(schema: ConnectSchema, json: Json): ConnectValue {
  const given = typeof json === 'string' || typeof json === 'number' ? parseDecimal(String(json)) : null
  return (given && rescale(given, scaleOf(schema))) ?? refuse(schema, json)
}

function toDate(schema: ConnectSchema, json: Json): ConnectValue {
  if (typeof json !== 'string' && typeof json !== 'number') return refuse(schema, json)
  const date = new Date(isTimeSchema(schema) && typeof json === 'string' ? `1970-01-01T${json}` : json)
  return Number.isNaN(date.getTime()) ? refuse(schema, json) : date
}

function toLong(schema: ConnectSchema, json: Json): ConnectValue {
  if (typeof json === 'string' && /^-?\d{1,19}$/.test(json)) {
    const count = BigInt(json)
    return Number.isSafeInteger(Number(count)) ? Number(count) : count
  }
  return typeof json === 'number' && Number.isInteger(json) ? json : refuse(schema, json)
}

function refuse(schema: ConnectSchema, json: Json): never {
  const text = JSON.stringify(json)
  throw new DataError(
    `${text.length > 80 ? `${text.slice(0, 80)}…` : text} is no ${schema.name ?? schema.type}.`,
  )
}
