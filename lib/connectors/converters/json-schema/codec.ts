import { DataError } from '@/lib/connectors/data/record'
import type { Json } from '@/lib/schemas/json-text'
import type { ParsedJsonSchema } from '@/lib/schemas/json/schema'
import type { ParsedSchema } from '@/lib/schemas/parse'
import { errorMessage } from '@/lib/errors'
import { booleanProperty, choiceProperty, type ConverterProperties } from '../config'
import { hasDecimal, parserFor } from '../json/parser'
import { jsonReader } from '../json/read'
import { jsonWriter, schemalessJson, type JsonForm } from '../json/write'
import type { SchemaCodec } from '../registry/codec'
import { jsonNames, type JsonSchemaOptions } from './names'
import { connectSchemaOf } from './read-schema'
import { jsonSchemaText } from './write-schema'

export function jsonSchemaCodec(properties: ConverterProperties): SchemaCodec {
  const options: JsonSchemaOptions = {
    optionalUnlessRequired: booleanProperty(properties, 'use.optional.for.nonrequired', false),
    allowsMore: booleanProperty(properties, 'object.additional.properties', true),
    decimals: choiceProperty(properties, 'decimal.format', ['BASE64', 'NUMERIC']),
  }
  const form: JsonForm = {
    decimals: options.decimals,
    replacesNull: !booleanProperty(properties, 'ignore.default.for.nullables', false),
    entries: 'objects',
    oneOf: jsonNames.oneOf,
  }
  return {
    word: 'JSON',
    schemaType: 'JSON',
    reader: (parsed) => {
      const schema = connectSchemaOf(jsonOf(parsed), options, form)
      const parse = parserFor(hasDecimal(schema))
      const read = jsonReader(schema, form)
      return (bytes, { payloadOffset }) => {
        const json = within(() => parse(bytes.toString('utf8', payloadOffset)) as Json)
        return { schema, value: read(json) }
      }
    },
    textOf: (schema) => (schema === null ? 'true' : jsonSchemaText(schema, options, form)),
    writer: (schema) => {
      const write = schema === null ? schemalessJson : jsonWriter(schema, form)
      return (value) => ({ bytes: Buffer.from(write(value)) })
    },
  }
}

function jsonOf(schema: ParsedSchema): ParsedJsonSchema {
  if (schema.schemaType === 'JSON') return schema.json
  throw new DataError(`The schema is of type ${schema.schemaType}, not JSON`)
}

function within<T>(parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    throw new DataError(`Error deserializing JSON message: ${errorMessage(cause)}`, { cause })
  }
}
