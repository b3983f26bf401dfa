// JSON to Connect's values by a schema, compiled once into closures. What Jackson's lenient accessors do is done here too: a text
// where a number is wanted counts as 0, and so on; Kafka Connect's own converter says so.
import { decimalOfBytes, parseDecimal, scaleOf } from '@/lib/connectors/data/decimals'
import { dateOfDays, dateOfMs } from '@/lib/connectors/data/logical'
import { DataError } from '@/lib/connectors/data/record'
import { logicalNames, type ConnectSchema, type ConnectValue } from '@/lib/connectors/data/schema'
import { Struct } from '@/lib/connectors/data/struct'
import { exactNumber, isRawJson } from '@/lib/exact-json'
import { isObject, type Json } from '@/lib/schemas/json-text'

/** Takes what JSON.parse or parseJsonExactly gives; undefined: the property is not there. */
export type ReadJson = (json: Json | undefined) => ConnectValue

export type ReadOptions = {
  replacesNull: boolean
  /** Maps whose keys are no text: pairs (default), or objects of `key` and `value`. */
  entries?: 'pairs' | 'objects'
  /** The name of structs that stand for one of several types. */
  oneOf?: string
}

const readers = new WeakMap<ReadOptions, WeakMap<ConnectSchema, ReadJson>>()

/** @param options The same object for every call, as readers are kept by it. */
export function jsonReader(schema: ConnectSchema, options: ReadOptions): ReadJson {
  const ofOptions = readers.get(options) ?? new WeakMap<ConnectSchema, ReadJson>()
  readers.set(options, ofOptions)
  const known = ofOptions.get(schema)
  if (known !== undefined) return known
  // A schema that holds itself finds this one while its own is made.
  ofOptions.set(schema, (json) => made(json))
  const made = makeReader(schema, options)
  ofOptions.set(schema, made)
  return made
}

function makeReader(schema: ConnectSchema, options: ReadOptions): ReadJson {
  const read = readerOf(schema, options)
  const given = options.replacesNull ? (schema.default ?? null) : null
  const { optional, type } = schema
  return (json) => {
    if (json !== null && json !== undefined) return read(json)
    if (given !== null || optional) return given
    throw new DataError(`Invalid null value for required ${type} field`)
  }
}

type Read = (json: Json) => ConnectValue

function readerOf(schema: ConnectSchema, options: ReadOptions): Read {
  const logical = schema.name === undefined ? undefined : logicalReaders[schema.name]
  if (logical !== undefined) return logical(schema)
  switch (schema.type) {
    case 'BOOLEAN':
      return (json) => json === true
    case 'INT8':
      return (json) => (toInteger(json) << 24) >> 24
    case 'INT16':
      return (json) => (toInteger(json) << 16) >> 16
    case 'INT32':
      return toInteger
    case 'INT64':
      return toLong
    case 'FLOAT32':
      return (json) => Math.fround(toDouble(json))
    case 'FLOAT64':
      return toDouble
    case 'STRING':
      return (json) => (typeof json === 'string' ? json : null)
    case 'BYTES':
      return (json) => (typeof json === 'string' ? base64(json, 'Invalid bytes field') : null)
    case 'ARRAY':
      return arrayReader(schema, options)
    case 'MAP':
      return mapReader(schema, options)
    case 'STRUCT':
      return schema.name !== undefined && schema.name === options.oneOf
        ? oneOfReader(schema, options)
        : structReader(schema, options)
  }
}

const toInteger = (json: Json): number =>
  typeof json === 'number' && (json | 0) === json ? json : Number(BigInt.asIntN(32, wholeOf(json)))

function toLong(json: Json): number | bigint {
  if (Number.isSafeInteger(json)) return json as number
  const long = BigInt.asIntN(64, wholeOf(json))
  return Number.isSafeInteger(Number(long)) ? Number(long) : long
}

function wholeOf(json: Json): bigint {
  const number = exactNumber<unknown>(json)
  if (typeof number === 'bigint') return number
  return typeof number === 'number' && Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n
}

function toDouble(json: Json): number {
  if (typeof json === 'number') return json
  return isRawJson(json) ? Number(JSON.stringify(json)) : 0
}

function base64(text: string, problem: string): Buffer {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 !== 1) return Buffer.from(text, 'base64')
  throw new DataError(`${problem}: it is not in base64`)
}

const logicalReaders: Readonly<Record<string, (schema: ConnectSchema) => Read>> = {
  [logicalNames.decimal]: (schema) => (json) => {
    if (typeof json === 'string')
      return decimalOfBytes(base64(json, 'Invalid bytes for Decimal field'), scaleOf(schema))
    const isNumber = typeof json === 'number' || isRawJson(json)
    return (
      (isNumber ? parseDecimal(JSON.stringify(json)) : null) ?? refuse('Decimal', 'numeric or bytes', json)
    )
  },
  [logicalNames.date]: () => (json) =>
    typeof json === 'number' && (json | 0) === json ? dateOfDays(json) : refuse('Date', 'integer', json),
  [logicalNames.time]: () => (json) =>
    typeof json === 'number' && (json | 0) === json ? dateOfMs(json) : refuse('Time', 'integer', json),
  [logicalNames.timestamp]: () => (json) => {
    const count = exactNumber<unknown>(json)
    const isWhole = typeof count === 'bigint' || Number.isInteger(count)
    return isWhole ? dateOfMs(Number(count)) : refuse('Timestamp', 'integral', json)
  },
}

function refuse(type: string, wanted: string, json: Json): never {
  const reason = `underlying representation should be ${wanted} but was ${nodeType(json)}`
  throw new DataError(`Invalid type for ${type}, ${reason}`)
}

/** As Jackson calls it. */
export function nodeType(json: Json): string {
  if (json === null) return 'NULL'
  if (Array.isArray(json)) return 'ARRAY'
  return isObject(json) ? 'OBJECT' : isRawJson(json) ? 'NUMBER' : (typeof json).toUpperCase()
}

function arrayReader({ valueSchema }: ConnectSchema, options: ReadOptions): Read {
  const item = itemReader(valueSchema, options)
  return (json) => (Array.isArray(json) ? json : isObject(json) ? Object.values(json) : []).map(item)
}

/** Late, as schemas may be deep; without a schema the value as it is. */
function itemReader(schema: ConnectSchema | undefined, options: ReadOptions): ReadJson {
  if (schema === undefined) return (json) => json ?? null
  const read = jsonReader(schema, options)
  return (json) => read(json)
}

function mapReader({ keySchema, valueSchema }: ConnectSchema, options: ReadOptions): Read {
  const value = itemReader(valueSchema, options)
  if (keySchema === undefined || keySchema.type === 'STRING')
    return (json) => {
      if (!isObject(json))
        throw new DataError(
          `Maps with string fields should be encoded as JSON objects, but found ${nodeType(json)}`,
        )
      const map = new Map<ConnectValue, ConnectValue>()
      for (const name of Object.keys(json)) map.set(name, value(json[name] ?? null))
      return map
    }
  const key = itemReader(keySchema, options)
  if (options.entries === 'objects') return (json) => entriesOf(json, key, value)
  return (json) => {
    if (!Array.isArray(json))
      throw new DataError(
        `Maps with non-string fields should be encoded as JSON array of tuples, but found ${nodeType(json)}`,
      )
    const map = new Map<ConnectValue, ConnectValue>()
    for (const entry of json) {
      if (!Array.isArray(entry))
        throw new DataError(`Found invalid map entry instead of array tuple: ${nodeType(entry)}`)
      if (entry.length !== 2)
        throw new DataError(`Found invalid map entry, expected length 2 but found :${entry.length}`)
      map.set(key(entry[0] ?? null), value(entry[1] ?? null))
    }
    return map
  }
}

function entriesOf(json: Json, key: ReadJson, value: ReadJson): ConnectValue {
  if (!Array.isArray(json))
    throw new DataError(
      `Maps with non-string fields should be encoded as JSON array of objects, but found ${nodeType(json)}`,
    )
  const map = new Map<ConnectValue, ConnectValue>()
  for (const entry of json) {
    if (!isObject(entry)) throw new DataError(`Found invalid map entry instead of object: ${nodeType(entry)}`)
    map.set(key(entry['key']), value(entry['value']))
  }
  return map
}

function oneOfReader({ fields = [] }: ConnectSchema, options: ReadOptions): Read {
  const members = fields.map(({ name, schema }) => ({ name, schema, read: jsonReader(schema, options) }))
  return (json) => {
    const struct = new Struct()
    for (const { name } of members) struct[name] = null
    const member = members.find(({ schema }) => isOf(schema, json))
    if (member === undefined)
      throw new DataError(`Did not find matching oneof field for data: ${JSON.stringify(json)}`)
    struct[member.name] = member.read(json)
    return struct
  }
}

function isOf({ type, fields = [] }: ConnectSchema, json: Json): boolean {
  switch (type) {
    case 'BOOLEAN':
      return typeof json === 'boolean'
    case 'STRING':
      return typeof json === 'string'
    case 'BYTES':
      return typeof json === 'string' || nodeType(json) === 'NUMBER'
    case 'ARRAY':
      return Array.isArray(json)
    case 'MAP':
      return isObject(json) || Array.isArray(json)
    case 'STRUCT':
      return isObject(json) && Object.keys(json).every((name) => fields.some((one) => one.name === name))
    case 'FLOAT32':
    case 'FLOAT64':
      return nodeType(json) === 'NUMBER'
    default:
      return nodeType(json) === 'NUMBER' && /^-?\d+$/.test(JSON.stringify(json))
  }
}

function structReader({ fields = [] }: ConnectSchema, options: ReadOptions): Read {
  const reads = fields.map(({ name, schema }) => ({ name, schema, read: jsonReader(schema, options) }))
  return (json) => {
    if (!isObject(json))
      throw new DataError(`Structs should be encoded as JSON objects, but found ${nodeType(json)}`)
    const struct = new Struct()
    for (const { name, schema, read } of reads) {
      const value = read(Object.hasOwn(json, name) ? json[name] : undefined)
      if (value === null && !schema.optional && (schema.default ?? null) === null)
        throw new DataError(
          `Invalid value: null used for required field: "${name}", schema type: ${schema.type}`,
        )
      struct[name] = value
    }
    return struct
  }
}
