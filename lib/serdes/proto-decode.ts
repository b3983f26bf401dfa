// Protobuf messages to JSON, close to ProtoJSON (https://protobuf.dev/programming-guides/json/).
import type { Json } from '@/lib/schemas/json-text'
import type { ProtoScalar } from '@/lib/schemas/protobuf/model'
import type { ProtoPool } from '@/lib/schemas/protobuf/scope'
import { floatToJson, integerToJson, setProperty } from '@/lib/serdes/avro-leaf'
import { ProtoReader } from '@/lib/serdes/proto-reader'
import { shapeOf, type FieldShape, type MessageShape } from '@/lib/serdes/proto-shape'
import { wellKnownTypes } from '@/lib/serdes/proto-well-known'
import { SerdesError } from '@/lib/serdes/serdes-error'

type Values = { [key: string]: Json }

const maxDepth = 100

/** The wire type that a single value of a type has; a list of numbers may also be packed into type 2. */
export const wireTypeOf = (type: FieldShape['type'], isGroup: boolean): number => {
  if (isGroup) return 3
  if (type === 'message' || type === 'string' || type === 'bytes') return 2
  if (type === 'double' || type === 'fixed64' || type === 'sfixed64') return 1
  return type === 'float' || type === 'fixed32' || type === 'sfixed32' ? 5 : 0
}

/**
 * The message `fullName` as JSON: fields by their names in the schema; 64-bit integers as numbers up to 2^53 and else
 * as text; bytes in base64; enums by name; Timestamp, Duration, wrappers, Struct and Decimal as their plain forms.
 * A field that cannot be told from its default is there with the default; one that can be unset is left out then.
 * Throws SerdesError `truncated` or `undecodable`.
 */
export function decodeProto(pool: ProtoPool, fullName: string, bytes: Buffer, offset = 0): Json {
  const shape = shapeOf(pool, fullName)
  return readMessage(new ProtoReader(bytes, offset), shape, 0, null)
}

function readMessage(reader: ProtoReader, shape: MessageShape, depth: number, group: number | null): Json {
  if (depth > maxDepth)
    throw new SerdesError('undecodable', `Messages nested deeper than ${maxDepth} levels.`)
  reader.budget.take(shape.fields.length)
  const values: (Json | undefined)[] = []
  let isOpen = group !== null
  while (!reader.isAtEnd) {
    const tag = reader.uint32()
    const wireType = tag & 7
    if (wireType === 4) {
      if (group !== tag >>> 3) throw new SerdesError('undecodable', 'A group ends that did not start.')
      isOpen = false
      break
    }
    const field = shape.byNumber.get(tag >>> 3)
    if (field === undefined || !readField(reader, field, wireType, values, depth)) reader.skip(wireType, 0)
  }
  if (isOpen) throw new SerdesError('truncated', 'The payload ends inside a group.')
  const message: Values = {}
  for (const field of shape.fields) {
    const set = values[field.index]
    const value = set === undefined && !field.hasPresence ? defaultOf(field, reader) : set
    if (value !== undefined) setProperty(message, field.name, value)
  }
  const plain = wellKnownTypes[shape.fullName]?.toJson(message)
  return plain === undefined ? message : plain
}

/** False: the bytes are of a wire type that the field cannot have; then they are as an unknown field. */
function readField(
  reader: ProtoReader,
  field: FieldShape,
  wireType: number,
  values: (Json | undefined)[],
  depth: number,
): boolean {
  const own = field.cardinality === 'map' ? 2 : wireTypeOf(field.type, field.isGroup)
  if (field.cardinality === 'repeated') {
    const list = (values[field.index] ??= []) as Json[]
    if (wireType === own) list.push(readValue(reader, field, depth))
    else if (wireType === 2)
      reader.within(() => {
        while (!reader.isAtEnd) list.push(readValue(reader, field, depth))
      })
    else return false
    return true
  }
  if (wireType !== own) return false
  if (field.cardinality === 'map') {
    const map = (values[field.index] ??= {}) as Values
    reader.within(() => readEntry(reader, field, map, depth))
    return true
  }
  values[field.index] = readValue(reader, field, depth)
  for (const rival of field.rivals) values[rival] = undefined
  return true
}

function readEntry(reader: ProtoReader, field: FieldShape, map: Values, depth: number): void {
  let key: Json | undefined
  let value: Json | undefined
  while (!reader.isAtEnd) {
    const tag = reader.uint32()
    if (tag >>> 3 === 1 && (tag & 7) === wireTypeOf(field.mapKey, false))
      key = readScalar(reader, field.mapKey)
    else if (tag >>> 3 === 2 && (tag & 7) === wireTypeOf(field.type, false))
      value = readValue(reader, field, depth)
    else reader.skip(tag & 7, 0)
  }
  const name = key ?? (field.mapKey === 'string' ? '' : field.mapKey === 'bool' ? false : 0)
  setProperty(
    map,
    typeof name === 'string' ? name : JSON.stringify(name),
    value === undefined ? emptyOf(field, reader) : value,
  )
}

function readValue(reader: ProtoReader, field: FieldShape, depth: number): Json {
  if (field.type === 'enum') return enumToJson(Number(BigInt.asIntN(32, reader.varint())), field)
  if (field.type !== 'message') return readScalar(reader, field.type)
  const shape = field.message()
  if (field.isGroup) return readMessage(reader, shape, depth + 1, field.number)
  return reader.within(() => readMessage(reader, shape, depth + 1, null))
}

const enumToJson = (number: number, field: FieldShape): Json =>
  field.enum?.values.find((value) => value.number === number)?.name ?? number

function readScalar(reader: ProtoReader, type: ProtoScalar): Json {
  switch (type) {
    case 'bool':
      return reader.varint() !== 0n
    case 'int32':
      return Number(BigInt.asIntN(32, reader.varint()))
    case 'uint32':
      return reader.uint32()
    case 'int64':
      return toJson(BigInt.asIntN(64, reader.varint()))
    case 'uint64':
      return toJson(reader.varint())
    case 'sint32':
    case 'sint64': {
      const raw = reader.varint()
      return toJson((raw >> 1n) ^ -(raw & 1n))
    }
    case 'fixed32':
      return reader.fixed32().readUInt32LE()
    case 'sfixed32':
      return reader.fixed32().readInt32LE()
    case 'float':
      return floatToJson(reader.fixed32().readFloatLE())
    case 'fixed64':
      return toJson(reader.fixed64().readBigUInt64LE())
    case 'sfixed64':
      return toJson(reader.fixed64().readBigInt64LE())
    case 'double':
      return floatToJson(reader.fixed64().readDoubleLE())
    case 'string':
      return reader.binary().toString('utf8')
    case 'bytes':
      return reader.binary().toString('base64')
  }
}

const toJson = (value: bigint): Json =>
  integerToJson(Number.isSafeInteger(Number(value)) ? Number(value) : value)

function defaultOf(field: FieldShape, reader: ProtoReader): Json {
  if (field.cardinality === 'repeated') return []
  return field.cardinality === 'map' ? {} : emptyOf(field, reader)
}

function emptyOf({ type, enum: ofEnum, message }: FieldShape, { budget }: ProtoReader): Json {
  if (type === 'enum') return ofEnum?.values[0]?.name ?? 0
  if (type === 'message') return readMessage(new ProtoReader(Buffer.alloc(0), 0, budget), message(), 0, null)
  if (type === 'string' || type === 'bytes') return ''
  return type === 'bool' ? false : 0
}
