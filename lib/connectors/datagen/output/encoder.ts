// Generated records in the formats that a Schema Registry knows: what to register, and each record's bytes with its id.
import { parseJsonExactly } from '@/lib/exact-json'
import type { Json } from '@/lib/schemas/json-text'
import { parseSchema } from '@/lib/schemas/parse'
import type { SchemaType } from '@/lib/schemas/references'
import { payloadEncoder } from '@/lib/serdes/schema-codec'
import { writeFrame } from '@/lib/serdes/wire-format'
import type { AvroField, AvroNode, AvroRecord } from '../avro-schema'
import { avroText } from './avro-text'
import type { RegisteredFormat } from './formats'
import { jsonSchemaText } from './json-schema-text'
import { protoKeyText, protoText } from './proto-text'
import { avroShape, needsExactNumbers, protoShape } from './shape'

export type Output = {
  schemaType: SchemaType
  /** The schema to register. */
  text: string
  /** The record's bytes: of JSON as the generator wrote it, with decimals as numbers. */
  encoder: (schemaId: number) => (json: Uint8Array) => Buffer
}

/** Throws SchemaProblem or InvalidSchemaError when the format cannot hold the schema. */
export function valueOutput(format: RegisteredFormat, record: AvroRecord): Output {
  if (format === 'JSON_SR') return jsonOutput(record)
  const isExact = needsExactNumbers(record)
  return format === 'AVRO'
    ? payloadOutput('AVRO', avroText(record), avroShape(record), isExact)
    : payloadOutput('PROTOBUF', protoText(record), protoShape(record), isExact)
}

/** A key alone: of Avro and JSON Schema the field's own type, of Protobuf a message with this one field. */
export function keyOutput(format: RegisteredFormat, record: AvroRecord, key: AvroField): Output {
  if (format === 'JSON_SR') return jsonOutput(key.type)
  const isExact = needsExactNumbers(key.type)
  if (format === 'AVRO') return payloadOutput('AVRO', avroText(key.type), avroShape(key.type), isExact)
  const inner = protoShape(key.type)
  const shape = (value: Json): Json => ({ [key.name]: inner ? inner(value) : value })
  return payloadOutput('PROTOBUF', protoKeyText(record, key), shape, isExact)
}

/** The generator writes what the schema says: nothing is left to encode. */
function jsonOutput(node: AvroNode): Output {
  const text = jsonSchemaText(node)
  parseSchema('JSON', text)
  return {
    schemaType: 'JSON',
    text,
    encoder: (schemaId) => {
      const head = writeFrame(schemaId, Buffer.alloc(0))
      return (json) => Buffer.concat([head, json])
    },
  }
}

function payloadOutput(
  schemaType: 'AVRO' | 'PROTOBUF',
  text: string,
  shape: ((value: Json) => Json) | null,
  isExact: boolean,
): Output {
  const encode = payloadEncoder(parseSchema(schemaType, text))
  const parse = (json: string): Json => (isExact ? parseJsonExactly(json) : JSON.parse(json)) as Json
  return {
    schemaType,
    text,
    encoder: (schemaId) => (json) => {
      const value = parse(textOf(json))
      const { bytes, messageIndexes } = encode(shape ? shape(value) : value)
      return writeFrame(schemaId, bytes, messageIndexes)
    },
  }
}

const textOf = (json: Uint8Array): string =>
  Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString('utf8')
