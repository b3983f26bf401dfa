// Connect's schemas as JSON Schemas, to be registered.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { parseJsonExactly } from '@/lib/exact-json'
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { jsonWriter, type JsonForm } from '../json/write'
import { jsonNames, type JsonSchemaOptions } from './names'

export const jsonSchemaText = (schema: ConnectSchema, options: JsonSchemaOptions, form: JsonForm): string =>
  JSON.stringify(new Writer(options, form).schema(schema, []))

const numbers: Partial<Record<ConnectSchema['type'], [type: string, connectType: string]>> = {
  INT8: ['integer', 'int8'],
  INT16: ['integer', 'int16'],
  INT32: ['integer', 'int32'],
  INT64: ['integer', 'int64'],
  FLOAT32: ['number', 'float32'],
  FLOAT64: ['number', 'float64'],
}

class Writer {
  constructor(
    private readonly options: JsonSchemaOptions,
    private readonly form: JsonForm,
  ) {}

  /** Optional ones are oneOf null and the type. */
  schema(schema: ConnectSchema, around: readonly ConnectSchema[], index?: number): JsonObject {
    const place: JsonObject = index === undefined ? {} : { 'connect.index': index }
    if (around.includes(schema))
      throw new DataError(
        'A schema that holds itself cannot be written as JSON Schema: use AVRO or PROTOBUF.',
      )
    const inside = [...around, schema]
    if (schema.type === 'STRUCT' && schema.name === jsonNames.oneOf) {
      const choices = (schema.fields ?? []).map((one, at) => this.required(one.schema, inside, at))
      return { oneOf: schema.optional ? [{ type: 'null' }, ...choices] : choices, ...place }
    }
    const bare = this.bare(schema, inside)
    return schema.optional ? { oneOf: [{ type: 'null' }, bare], ...place } : { ...bare, ...place }
  }

  private required(schema: ConnectSchema, around: readonly ConnectSchema[], index: number): JsonObject {
    return this.schema(schemas.requiredOf(schema), around, index)
  }

  private bare(schema: ConnectSchema, around: readonly ConnectSchema[]): JsonObject {
    const { name, version, doc, parameters = {} } = schema
    const own = Object.entries(parameters).filter(([key]) => !key.startsWith(jsonNames.namespace))
    return {
      ...this.kind(schema, around),
      ...(name === undefined ? {} : { title: name }),
      ...(version === undefined ? {} : { 'connect.version': version }),
      ...(doc === undefined ? {} : { description: doc }),
      ...(own.length === 0 ? {} : { 'connect.parameters': Object.fromEntries(own) }),
      ...((schema.default ?? null) === null
        ? {}
        : { default: parseJsonExactly(jsonWriter(schema, this.form)(schema.default ?? null)) as Json }),
    }
  }

  private kind(schema: ConnectSchema, around: readonly ConnectSchema[]): JsonObject {
    const number = numbers[schema.type]
    if (number !== undefined) return { type: number[0], 'connect.type': number[1] }
    const inner = (of: ConnectSchema | undefined): JsonObject =>
      of === undefined ? {} : this.schema(of, around)
    switch (schema.type) {
      case 'BOOLEAN':
        return { type: 'boolean' }
      case 'STRING': {
        const symbols = Object.entries(schema.parameters ?? {})
          .filter(([key]) => key.startsWith(`${jsonNames.enumeration}.`))
          .map(([, symbol]) => symbol)
        return symbols.length === 0 ? { type: 'string' } : { type: 'string', enum: symbols }
      }
      case 'BYTES': {
        const isNumber = schemas.isDecimalSchema(schema) && this.options.decimals === 'NUMERIC'
        return { type: isNumber ? 'number' : 'string', 'connect.type': 'bytes' }
      }
      case 'ARRAY':
        return { type: 'array', items: inner(schema.valueSchema) }
      case 'MAP':
        return this.map(schema, inner)
      default:
        return this.object(schema, around)
    }
  }

  private map(
    { keySchema, valueSchema }: ConnectSchema,
    inner: (of?: ConnectSchema) => JsonObject,
  ): JsonObject {
    if (keySchema?.type === 'STRING')
      return { type: 'object', 'connect.type': 'map', additionalProperties: inner(valueSchema) }
    const properties = {
      key: { ...inner(keySchema), 'connect.index': 0 },
      value: { ...inner(valueSchema), 'connect.index': 1 },
    }
    return { type: 'array', 'connect.type': 'map', items: { type: 'object', properties } }
  }

  private object({ fields = [] }: ConnectSchema, around: readonly ConnectSchema[]): JsonObject {
    const { optionalUnlessRequired, allowsMore } = this.options
    const properties = fields.map(({ name, schema }, index) => [name, this.schema(schema, around, index)])
    const required = fields.filter(({ schema }) => !schema.optional).map(({ name }) => name)
    return {
      type: 'object',
      properties: Object.fromEntries(properties) as JsonObject,
      ...(optionalUnlessRequired && required.length > 0 ? { required } : {}),
      ...(allowsMore ? {} : { additionalProperties: false }),
    }
  }
}
