import { DataError } from '@/lib/connectors/data/record'
import { AvroCursor } from '@/lib/serdes/avro-cursor'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { AvroSchema } from '@/lib/schemas/avro/model'
import { booleanProperty, type ConverterProperties } from '../config'
import type { SchemaCodec } from '../registry/codec'
import type { AvroOptions } from './names'
import { avroNode } from './read'
import { avroText } from './schema-text'
import { avroWriter } from './write'

/** @throws ConverterConfigError */
export const avroOptions = (properties: ConverterProperties): AvroOptions => ({
  metaData: booleanProperty(properties, 'connect.meta.data', true),
  enhanced: booleanProperty(properties, 'enhanced.avro.schema.support', false),
  scrubsNames: booleanProperty(properties, 'scrub.invalid.names', false),
  flattensUnions: booleanProperty(properties, 'flatten.singleton.unions', false),
  allowsOptionalKeys: booleanProperty(properties, 'allow.optional.map.keys', false),
  keepsNulls: booleanProperty(properties, 'ignore.default.for.nullables', false),
})

export function avroCodec(properties: ConverterProperties): SchemaCodec {
  const options = avroOptions(properties)
  return {
    word: 'Avro',
    schemaType: 'AVRO',
    reader: (schema) => {
      const { schema: connect, read } = avroNode(rootOf(schema), options)
      return (bytes, { payloadOffset }) => ({
        schema: connect,
        value: read(new AvroCursor(bytes, payloadOffset)),
      })
    },
    textOf: (schema) => avroText(schema, options),
    writer: (schema, target) => {
      const write = avroWriter(schema, rootOf(target), options)
      return (value) => ({ bytes: write(value) })
    },
  }
}

function rootOf(schema: ParsedSchema): AvroSchema {
  if (schema.schemaType === 'AVRO') return schema.avro.root
  throw new DataError(`The schema is of type ${schema.schemaType}, not AVRO`)
}
