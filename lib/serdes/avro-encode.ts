// JSON to Avro's binary encoding; takes every form that `avroDecoder` gives, and numbers with all their digits (lib/exact-json).
import type { AvroFixed, AvroPrimitive, AvroRecord, AvroSchema } from '@/lib/schemas/avro/model'
import { exactNumber } from '@/lib/exact-json'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { AvroBuffer } from '@/lib/serdes/avro-buffer'
import { defaultToJson } from '@/lib/serdes/avro-default'
import { branchName } from '@/lib/serdes/avro-leaf'
import { jsonToLogical, type AvroBase } from '@/lib/serdes/avro-logical'
import { SerdesError } from '@/lib/serdes/serdes-error'

export type AvroEncoder = (value: Json) => Buffer

type Writing = { buffer: AvroBuffer; path: string[] }

/**
 * An encoder for `schema`. Fields that are missing take their default; fields that the schema does not have are
 * refused; a union takes the first branch that fits, or {"branch": value}.
 * Throws SerdesError `unencodable` that names the path of the value that does not fit.
 */
export const avroEncoder =
  (schema: AvroSchema): AvroEncoder =>
  (value) => {
    const writing: Writing = { buffer: new AvroBuffer(), path: [] }
    write(schema, value, writing)
    return writing.buffer.bytes()
  }

function write(schema: AvroSchema, value: Json, writing: Writing): void {
  switch (schema.kind) {
    case 'record':
      return writeRecord(schema, value, writing)
    case 'array': {
      if (!Array.isArray(value)) return refuse('an array', value, writing)
      writing.buffer.count(value.length)
      value.forEach((item, index) => within(String(index), writing, () => write(schema.items, item, writing)))
      return writing.buffer.end(value.length)
    }
    case 'map': {
      if (!isObject(value)) return refuse('an object', value, writing)
      const entries = Object.entries(value)
      writing.buffer.count(entries.length)
      for (const [key, item] of entries) {
        writing.buffer.text(key)
        within(key, writing, () => write(schema.values, item, writing))
      }
      return writing.buffer.end(entries.length)
    }
    case 'union':
      return writeUnion(schema.branches, value, writing)
    case 'enum': {
      const index = typeof value === 'string' ? schema.symbols.indexOf(value) : -1
      if (index === -1) return refuse(`one of ${schema.symbols.join(', ')}`, value, writing)
      return writing.buffer.long(index)
    }
    default:
      return writeScalar(schema, value, writing)
  }
}

function writeRecord(schema: AvroRecord, value: Json, writing: Writing): void {
  if (!isObject(value)) return refuse(`an object (record ${schema.name})`, value, writing)
  let matched = 0
  for (const field of schema.fields) {
    writing.path.push(field.name)
    const given = Object.hasOwn(value, field.name) ? value[field.name] : undefined
    if (given !== undefined) {
      matched++
      write(field.type, given, writing)
    } else if (field.default === undefined) {
      refuse('a value: the field has no default', undefined, writing)
    } else {
      write(field.type, defaultToJson(field.type, field.default, { unions: 'tagged' }), writing)
    }
    writing.path.pop()
  }
  if (Object.keys(value).length > matched) refuseUnknown(schema, value, writing)
}

function refuseUnknown(schema: AvroRecord, value: JsonObject, writing: Writing): void {
  const known = new Set(schema.fields.map(({ name }) => name))
  const unknown = Object.keys(value).find((key) => !known.has(key))
  if (unknown === undefined) return
  within(unknown, writing, () =>
    refuse('nothing: the schema has no such field', value[unknown] ?? null, writing),
  )
}

function writeUnion(branches: AvroSchema[], value: Json, writing: Writing): void {
  const tag = isObject(value) && Object.keys(value).length === 1 ? Object.keys(value)[0] : undefined
  const named = branches.findIndex((branch) => branchName(branch) === tag)
  const branch = branches[named]
  if (branch !== undefined && tag !== undefined && isObject(value)) {
    // A record or map may itself have a single key that is named like a branch: then as a whole below.
    if (tryWrite(named, branch, value[tag] ?? null, writing)) return
  }
  // Text is a number only where it can be nothing else: "18" beside a string is one.
  const isLater = (branch: AvroSchema): boolean => typeof value === 'string' && isPlainNumber(branch)
  if (branches.some((one, index) => !isLater(one) && tryWrite(index, one, value, writing))) return
  if (branches.some((one, index) => isLater(one) && tryWrite(index, one, value, writing))) return
  refuse(branches.map(branchName).join(' or '), value, writing)
}

const numbers = new Set(['int', 'long', 'float', 'double'])
const isPlainNumber = (branch: AvroSchema): boolean =>
  numbers.has(branch.kind) && 'logical' in branch && branch.logical === null

function tryWrite(index: number, branch: AvroSchema, value: Json, writing: Writing): boolean {
  const { buffer, path } = writing
  const mark = buffer.length
  const depth = path.length
  try {
    buffer.long(index)
    write(branch, value, writing)
    return true
  } catch (error) {
    if (!(error instanceof SerdesError)) throw error
    buffer.length = mark
    path.length = depth
    return false
  }
}

function writeScalar(schema: AvroPrimitive | AvroFixed, value: Json, writing: Writing): void {
  const base = jsonToLogical(schema, value) ?? toBase(schema, exactNumber(value))
  const { buffer } = writing
  if (base === undefined) return refuse(describe(schema), value, writing)
  if (typeof base === 'boolean') return buffer.byte(base ? 1 : 0)
  if (base === null) return
  if (schema.kind === 'float') return buffer.float(Number(base))
  if (schema.kind === 'double') return buffer.double(Number(base))
  if (typeof base === 'string') return buffer.text(base)
  if (!Buffer.isBuffer(base)) return buffer.long(base)
  if (schema.kind === 'bytes') buffer.count(base.length)
  buffer.raw(base)
}

function toBase(
  schema: AvroPrimitive | AvroFixed,
  value: Json | bigint,
): AvroBase | boolean | null | undefined {
  switch (schema.kind) {
    case 'null':
      return value === null ? null : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'int':
    case 'long':
      return toInteger(value, schema.kind === 'int' ? 32 : 64)
    case 'float':
    case 'double':
      return typeof value === 'number' || typeof value === 'bigint' ? value : fromFloatText(value)
    case 'bytes':
      return schema.logical?.name === 'decimal' ? undefined : fromBase64(value)
    case 'fixed': {
      const bytes = schema.logical?.name === 'decimal' ? undefined : fromBase64(value)
      return bytes?.length === schema.size ? bytes : undefined
    }
  }
}

function toInteger(value: Json | bigint, bits: number): number | bigint | undefined {
  if (Number.isSafeInteger(value) && (bits === 64 || value === ((value as number) | 0)))
    return value as number
  if (typeof value === 'string' && !/^-?\d{1,20}$/.test(value)) return undefined
  if (typeof value !== 'string' && typeof value !== 'bigint' && !Number.isInteger(value)) return undefined
  const integer = BigInt(value as string | number | bigint)
  return BigInt.asIntN(bits, integer) === integer ? integer : undefined
}

const fromFloatText = (value: Json | bigint): number | undefined =>
  typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value) ? Number(value) : undefined

function fromBase64(value: Json | bigint): Buffer | undefined {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return undefined
  return Buffer.from(value, 'base64')
}

const describe = (schema: AvroPrimitive | AvroFixed): string => {
  const logical = schema.logical === null ? '' : ` (${schema.logical.name})`
  const form = schema.kind === 'bytes' || schema.kind === 'fixed' ? `${schema.kind} in base64` : schema.kind
  return `${form}${logical}`
}

function within(key: string, { path }: Writing, act: () => void): void {
  path.push(key)
  act()
  path.pop()
}

function refuse(wanted: string, value: Json | undefined, { path }: Writing): void {
  const given = value === undefined ? 'nothing' : cut(JSON.stringify(value))
  const at = path.length === 0 ? 'The value' : path.join('.')
  throw new SerdesError('unencodable', `${at}: wants ${wanted}, not ${given}.`)
}

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
