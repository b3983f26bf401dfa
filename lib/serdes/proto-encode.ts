// JSON to Protobuf messages; takes what `decodeProto` gives, and names in lowerCamelCase as in ProtoJSON.
import { exactNumber, isRawJson } from '@/lib/exact-json'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import type { ProtoScalar } from '@/lib/schemas/protobuf/model'
import type { ProtoPool } from '@/lib/schemas/protobuf/scope'
import { AvroBuffer } from '@/lib/serdes/avro-buffer'
import { wireTypeOf } from '@/lib/serdes/proto-decode'
import { shapeOf, type FieldShape, type MessageShape } from '@/lib/serdes/proto-shape'
import { wellKnownTypes } from '@/lib/serdes/proto-well-known'
import { SerdesError } from '@/lib/serdes/serdes-error'

const safe = BigInt(Number.MAX_SAFE_INTEGER)

/** @throws SerdesError `unencodable` that names the path of the value that does not fit. */
export const encodeProto = (pool: ProtoPool, fullName: string, value: Json): Buffer =>
  writeMessage(shapeOf(pool, fullName), value, [])

function writeMessage(shape: MessageShape, given: Json, path: string[]): Buffer {
  const value = wellKnownTypes[shape.fullName]?.fromJson(given) ?? given
  if (!isObject(value)) return refuse(`an object (message ${shape.fullName})`, given, path)
  const buffer = new AvroBuffer()
  const items = sortOut(shape, value, path)
  for (const field of shape.fields) {
    const item = items.get(field)
    if (item === undefined) {
      if (field.isRequired) refuse('a value: the field is required', undefined, [...path, field.name])
      continue
    }
    const rival = field.rivals.find((index) => items.has(shape.fields[index] ?? field))
    if (rival !== undefined)
      refuse(`nothing: ${shape.fields[rival]?.name} of the same oneof is set`, item, [...path, field.name])
    writeField(buffer, field, item, [...path, field.name])
  }
  return buffer.bytes()
}

/** The values by field. Null is as not set, except where it means something. */
function sortOut(shape: MessageShape, value: JsonObject, path: string[]): Map<FieldShape, Json> {
  const byName = new Map<string, FieldShape>()
  for (const field of shape.fields) byName.set(field.jsonName, field)
  for (const field of shape.fields) byName.set(field.name, field)
  const items = new Map<FieldShape, Json>()
  for (const [name, item] of Object.entries(value)) {
    const field = byName.get(name)
    if (field === undefined) return refuse('nothing: the schema has no such field', item, [...path, name])
    if (item !== null || takesNull(field)) items.set(field, item)
  }
  return items
}

const takesNull = ({ type, cardinality, message }: FieldShape): boolean =>
  cardinality === 'one' && type === 'message' && message().fullName === 'google.protobuf.Value'

function writeField(buffer: AvroBuffer, field: FieldShape, value: Json, path: string[]): void {
  const { number, cardinality } = field
  if (cardinality === 'map') {
    if (!isObject(value)) return refuse('an object (map)', value, path)
    for (const [key, item] of Object.entries(value)) {
      const entry = new AvroBuffer()
      writeTagged(entry, 1, field.mapKey, mapKeyOf(field.mapKey, key), [...path, key])
      writeSingle(entry, { ...field, number: 2 }, item, [...path, key])
      writeBytes(buffer, number, entry.bytes())
    }
    return
  }
  if (cardinality === 'repeated') {
    if (!Array.isArray(value)) return refuse('an array', value, path)
    if (!field.isPacked) {
      value.forEach((item, index) => writeSingle(buffer, field, item, [...path, String(index)]))
      return
    }
    const packed = new AvroBuffer()
    value.forEach((item, index) =>
      writeScalar(packed, numberType(field), toNumber(field, item, [...path, String(index)]), path),
    )
    if (value.length > 0) writeBytes(buffer, number, packed.bytes())
    return
  }
  if (!field.hasPresence && isDefault(field, value)) return
  writeSingle(buffer, field, value, path)
}

function writeSingle(buffer: AvroBuffer, field: FieldShape, value: Json, path: string[]): void {
  const { number, type } = field
  if (type !== 'message')
    return writeTagged(buffer, number, numberType(field), toNumber(field, value, path), path)
  const body = writeMessage(field.message(), value, path)
  if (!field.isGroup) return writeBytes(buffer, number, body)
  writeVarint(buffer, number * 8 + 3)
  buffer.raw(body)
  writeVarint(buffer, number * 8 + 4)
}

/** Enums go as int32. */
const numberType = ({ type }: FieldShape): ProtoScalar =>
  type === 'enum' || type === 'message' ? 'int32' : type

function toNumber(field: FieldShape, value: Json, path: string[]): Json {
  if (field.enum === null || typeof value !== 'string') return value
  const found = field.enum.values.find(({ name }) => name === value)
  return (
    found?.number ?? refuse(`one of ${field.enum.values.map(({ name }) => name).join(', ')}`, value, path)
  )
}

function isDefault(field: FieldShape, value: Json): boolean {
  if (field.type === 'enum')
    return value === field.enum?.values[0]?.name || value === field.enum?.values[0]?.number
  if (field.type === 'string') return value === ''
  // Minus zero is not the default.
  return value === '' || value === false || value === '0' || Object.is(value, 0)
}

const mapKeyOf = (type: ProtoScalar, key: string): Json =>
  type === 'bool' && /^(true|false)$/.test(key) ? key === 'true' : key

function writeTagged(
  buffer: AvroBuffer,
  number: number,
  type: ProtoScalar,
  value: Json,
  path: string[],
): void {
  writeVarint(buffer, number * 8 + wireTypeOf(type, false))
  writeScalar(buffer, type, value, path)
}

function writeBytes(buffer: AvroBuffer, number: number, bytes: Buffer): void {
  writeVarint(buffer, number * 8 + 2)
  writeVarint(buffer, bytes.length)
  buffer.raw(bytes)
}

function writeScalar(buffer: AvroBuffer, type: ProtoScalar, value: Json, path: string[]): void {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? buffer.byte(value ? 1 : 0) : refuse('bool', value, path)
    case 'string':
    case 'bytes': {
      const isText =
        typeof value === 'string' && (type === 'string' || /^[A-Za-z0-9+/_-]*={0,2}$/.test(value))
      if (!isText) return refuse(type === 'string' ? 'string' : 'bytes in base64', value, path)
      const bytes = Buffer.from(value, type === 'string' ? 'utf8' : 'base64')
      writeVarint(buffer, bytes.length)
      return buffer.raw(bytes)
    }
    case 'float':
    case 'double': {
      const isNamed = typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value)
      const number = isNamed || isRawJson(value) ? Number(isNamed ? value : JSON.stringify(value)) : value
      if (typeof number !== 'number') return refuse(type, value, path)
      return type === 'float' ? buffer.float(number) : buffer.double(number)
    }
    default:
      return writeInteger(buffer, type, toInteger(value, type, path))
  }
}

function toInteger(value: Json, type: ProtoScalar, path: string[]): bigint {
  const exact = exactNumber(value)
  const isInteger =
    typeof exact === 'string'
      ? /^-?\d{1,20}$/.test(exact)
      : typeof exact === 'bigint' || Number.isInteger(exact)
  if (!isInteger) return refuse(type, value, path)
  const integer = BigInt(exact as string | number | bigint)
  const bits = type.endsWith('32') ? 32 : 64
  const isUnsigned = type.startsWith('u') || type.startsWith('fixed')
  const cut = isUnsigned ? BigInt.asUintN(bits, integer) : BigInt.asIntN(bits, integer)
  return cut === integer ? integer : refuse(type, value, path)
}

function writeInteger(buffer: AvroBuffer, type: ProtoScalar, value: bigint): void {
  if (type.startsWith('sint')) return writeVarint(buffer, BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)))
  if (!type.includes('fixed')) return writeVarint(buffer, BigInt.asUintN(64, value))
  const bytes = Buffer.alloc(type.endsWith('32') ? 4 : 8)
  if (bytes.length === 4) bytes.writeUInt32LE(Number(BigInt.asUintN(32, value)))
  else bytes.writeBigUInt64LE(BigInt.asUintN(64, value))
  buffer.raw(bytes)
}

/** Unsigned. */
function writeVarint(buffer: AvroBuffer, value: bigint | number): void {
  if (typeof value === 'number' || value <= safe) return buffer.varint(Number(value))
  let rest = value
  for (; rest >= 0x80n; rest >>= 7n) buffer.byte(Number(rest & 0x7fn) | 0x80)
  buffer.byte(Number(rest))
}

function refuse(wanted: string, value: Json | undefined, path: string[]): never {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  const given = text.length > 80 ? `${text.slice(0, 80)}…` : text
  const at = path.length === 0 ? 'The value' : path.join('.')
  throw new SerdesError('unencodable', `${at}: wants ${wanted}, not ${given}.`)
}
