// One schema's way from a payload to JSON and back, whatever its type.
import type { Json } from '@/lib/schemas/json-text'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { ProtoFile, ProtoMessage } from '@/lib/schemas/protobuf/model'
import { joinName } from '@/lib/schemas/protobuf/scope'
import { avroDecoder } from '@/lib/serdes/avro-decode'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import type { AvroForm } from '@/lib/serdes/avro-leaf'
import { decodeJson, encodeJson } from '@/lib/serdes/json-codec'
import { decodeProto } from '@/lib/serdes/proto-decode'
import { encodeProto } from '@/lib/serdes/proto-encode'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readMessageIndexes, type Framed } from '@/lib/serdes/wire-format'

/** Reads the payload of a record whose frame was read. */
export type PayloadDecoder = (bytes: Buffer, frame: Framed) => Json

/** @throws SerdesError `truncated` or `undecodable`, when called. */
export function payloadDecoder(schema: ParsedSchema, form: AvroForm = {}): PayloadDecoder {
  switch (schema.schemaType) {
    case 'AVRO': {
      const decode = avroDecoder(schema.avro.root, form)
      return (bytes, { payloadOffset }) => decode(bytes, payloadOffset)
    }
    case 'JSON':
      return (bytes, { payloadOffset }) => decodeJson(bytes, payloadOffset)
    case 'PROTOBUF': {
      const { file, pool } = schema.protobuf
      return (bytes, { payloadOffset, headerIndexes }) => {
        const read = headerIndexes === null ? readMessageIndexes(bytes, payloadOffset) : null
        const name = messageAt(file, read?.indexes ?? headerIndexes ?? [0])
        return decodeProto(pool, name, bytes, read?.end ?? payloadOffset)
      }
    }
  }
}

export type Payload = { bytes: Buffer; messageIndexes?: number[] }

/**
 * @param messageName Protobuf only: the full name of the message; without it, the first of the file.
 * @throws SerdesError `unencodable` with the path of the value that does not fit.
 */
export function payloadEncoder(schema: ParsedSchema, messageName?: string): (value: Json) => Payload {
  switch (schema.schemaType) {
    case 'AVRO': {
      const encode = avroEncoder(schema.avro.root)
      return (value) => ({ bytes: encode(value) })
    }
    case 'JSON':
      return (value) => ({ bytes: encodeJson(schema.json, value) })
    case 'PROTOBUF': {
      const { file, pool } = schema.protobuf
      const messageIndexes = messageName === undefined ? [0] : indexesOf(file, messageName)
      const name = messageAt(file, messageIndexes)
      return (value) => ({ bytes: encodeProto(pool, name, value), messageIndexes })
    }
  }
}

/** The name that the subject name strategies by record go by. Null: the schema has none. */
export function recordNameOf(schema: ParsedSchema, messageIndexes = [0]): string | null {
  switch (schema.schemaType) {
    case 'AVRO':
      return 'name' in schema.avro.root ? schema.avro.root.name : null
    case 'JSON': {
      const { root } = schema.json
      const title = typeof root === 'object' && root !== null && !Array.isArray(root) ? root['title'] : null
      return typeof title === 'string' ? title : null
    }
    case 'PROTOBUF':
      return messageAt(schema.protobuf.file, messageIndexes)
  }
}

const messagesOf = (types: ProtoFile['types']): ProtoMessage[] =>
  types.filter((type) => type.kind === 'message')

function messageAt(file: ProtoFile, indexes: number[]): string {
  let name = file.package
  let { types } = file
  for (const index of indexes) {
    const message = messagesOf(types)[index]
    if (message === undefined)
      throw new SerdesError('undecodable', `The schema has no message at the indexes ${indexes.join(', ')}.`)
    name = joinName(name, message.name)
    types = message.nested
  }
  return name
}

function indexesOf(file: ProtoFile, fullName: string): number[] {
  const search = (types: ProtoFile['types'], scope: string): number[] | null => {
    for (const [index, message] of messagesOf(types).entries()) {
      const name = joinName(scope, message.name)
      if (name === fullName) return [index]
      const below = fullName.startsWith(`${name}.`) ? search(message.nested, name) : null
      if (below !== null) return [index, ...below]
    }
    return null
  }
  const found = search(file.types, file.package)
  if (found === null) throw new SerdesError('unencodable', `The schema has no message ${fullName}.`)
  return found
}
