import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema, SchemaAndValue } from '@/lib/connectors/data/schema'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { ParsedProtobuf } from '@/lib/schemas/protobuf/schema'
import { joinName } from '@/lib/schemas/protobuf/scope'
import { payloadEncoder, recordNameOf } from '@/lib/serdes/schema-codec'
import { decodeProto } from '@/lib/serdes/proto-decode'
import { readMessageIndexes } from '@/lib/serdes/wire-format'
import { booleanProperty, type ConverterProperties } from '../config'
import type { SchemaCodec } from '../registry/codec'
import type { ProtobufOptions } from './names'
import { rootNode } from './read'
import type { ProtoNode } from './read-known'
import { messageName, protoJson, protoText } from './write'

export function protobufCodec(properties: ConverterProperties): SchemaCodec {
  const switched = (name: string, fallback: boolean): boolean => booleanProperty(properties, name, fallback)
  const options: ProtobufOptions = {
    enhanced: switched('enhanced.protobuf.schema.support', false),
    numbersUnions: switched('generate.index.for.unions', true),
    flattensUnions: switched('flatten.unions', false),
    numbersEnums: switched('int.for.enums', false),
    optionalForNullables: switched('optional.for.nullables', false),
    wrapperForNullables: switched('wrapper.for.nullables', false),
    optionalForProto2: switched('optional.for.proto2', true),
    unwrapsAlone: switched('wrapper.for.raw.primitives', true),
    fillsNulls: switched('generate.struct.for.nulls', false),
    scrubsNames: switched('scrub.invalid.names', false),
  }
  return {
    word: 'Protobuf',
    schemaType: 'PROTOBUF',
    reader: (parsed) => messageReader(parsed, options),
    textOf: (schema) => protoText(structOf(schema), options),
    writer: (given, target) => {
      const schema = structOf(given)
      const { file, pool } = protobufOf(target)
      const own = joinName(file.package, messageName(schema, options))
      // The latest schema may call it otherwise: then its first message.
      const encode = payloadEncoder(target, pool.has(own) ? own : undefined)
      return (value) => encode(protoJson(schema, value, options))
    },
  }
}

function messageReader(parsed: ParsedSchema, options: ProtobufOptions): ReturnType<SchemaCodec['reader']> {
  const { pool } = protobufOf(parsed)
  const nodes = new Map<string, ProtoNode>()
  return (bytes, { payloadOffset, headerIndexes }): SchemaAndValue => {
    const read = headerIndexes === null ? readMessageIndexes(bytes, payloadOffset) : null
    const name = recordNameOf(parsed, read?.indexes ?? headerIndexes ?? [0]) ?? ''
    const node = nodes.get(name) ?? rootNode(pool, name, options)
    nodes.set(name, node)
    return {
      schema: node.schema,
      value: node.read(decodeProto(pool, name, bytes, read?.end ?? payloadOffset)),
    }
  }
}

function structOf(schema: ConnectSchema | null): ConnectSchema {
  if (schema !== null) return schema
  throw new DataError('Protobuf needs a schema, and the data have none.')
}

function protobufOf(schema: ParsedSchema): ParsedProtobuf {
  if (schema.schemaType === 'PROTOBUF') return schema.protobuf
  throw new DataError(`The schema is of type ${schema.schemaType}, not PROTOBUF`)
}
