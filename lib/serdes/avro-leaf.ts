// Avro's scalar types to JSON, as bare closures: the innermost part of decoding.
import {
  isNamed,
  type AvroEnum,
  type AvroFixed,
  type AvroPrimitive,
  type AvroSchema,
} from '@/lib/schemas/avro/model'
import type { Json } from '@/lib/schemas/json-text'
import type { AvroCursor } from '@/lib/serdes/avro-cursor'
import { logicalToJson } from '@/lib/serdes/avro-logical'
import { SerdesError } from '@/lib/serdes/serdes-error'

export type Read = (cursor: AvroCursor) => Json

export type AvroForm = {
  /** `text` (default): decimals, dates and times as text. `base`: the counts and bytes underneath. */
  logicalTypes?: 'text' | 'base'
  /** `plain` (default): the value alone. `tagged`: {"string": "x"} as in Avro's own JSON, null alone. */
  unions?: 'plain' | 'tagged'
}

/** The name of a branch in tagged form. */
export const branchName = (branch: AvroSchema): string => (isNamed(branch) ? branch.name : branch.kind)

/** JSON has no numbers beyond 2^53 that survive everywhere: those are text. */
export const integerToJson = (value: number | bigint): Json =>
  typeof value === 'bigint' ? String(value) : value

/** NaN and the infinities are text. */
export const floatToJson = (value: number): Json => (Number.isFinite(value) ? value : String(value))

const readBase64: Read = (cursor) => cursor.binary().toString('base64')

const primitives: Record<AvroPrimitive['kind'], Read> = {
  null: () => null,
  boolean: (cursor) => cursor.boolean(),
  int: (cursor) => cursor.int(),
  long: (cursor) => integerToJson(cursor.long()),
  float: (cursor) => floatToJson(cursor.float()),
  double: (cursor) => floatToJson(cursor.double()),
  bytes: readBase64,
  string: (cursor) => cursor.text(),
}

export function scalarReader(schema: AvroPrimitive | AvroFixed | AvroEnum, form: AvroForm): Read {
  if (schema.kind === 'enum') return enumReader(schema)
  const { logical } = schema
  const isText = logical !== null && form.logicalTypes !== 'base'
  if (schema.kind === 'fixed') {
    const { size } = schema
    if (!isText) return (cursor) => cursor.fixed(size).toString('base64')
    return (cursor) => logicalToJson(logical, cursor.fixed(size))
  }
  if (!isText) return primitives[schema.kind]
  if (schema.kind === 'bytes') return (cursor) => logicalToJson(logical, cursor.binary())
  if (schema.kind === 'string') return primitives.string
  return (cursor) => {
    const base = cursor.long()
    return logicalToJson(logical, base) ?? integerToJson(base)
  }
}

function enumReader({ symbols, name }: AvroEnum): Read {
  return (cursor) => {
    const index = cursor.int()
    return symbols[index] ?? outOf(`The enum ${name} has no symbol ${index}`)
  }
}

export const outOf = (reason: string): never => {
  throw new SerdesError('undecodable', `${reason}.`)
}

/** Sets a property also where its name is `__proto__`, which assignment would take for the prototype. */
export function setProperty(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true })
  else target[key] = value
}
