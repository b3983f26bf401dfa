// Schemas as they stand in the envelope of Kafka Connect's JsonConverter: {"type":"struct","fields":[…],"optional":false}.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectField, ConnectSchema, ConnectValue, SchemaType } from '@/lib/connectors/data/schema'
import { schemaOf, type SchemaTraits } from '@/lib/connectors/data/schemas'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { jsonReader, type ReadOptions } from './read'
import { jsonWriter, type JsonForm } from './write'

const scalarNames = {
  BOOLEAN: 'boolean',
  INT8: 'int8',
  INT16: 'int16',
  INT32: 'int32',
  INT64: 'int64',
  FLOAT32: 'float',
  FLOAT64: 'double',
  BYTES: 'bytes',
  STRING: 'string',
} as const

const scalarTypes = new Map(
  Object.entries(scalarNames).map(([type, name]): [string, SchemaType] => [name, type as SchemaType]),
)

/** @throws DataError with Kafka Connect's words for what is wrong. */
export function schemaOfJson(json: Json, options: ReadOptions): ConnectSchema | null {
  if (json === null) return null
  const type = isObject(json) ? json['type'] : undefined
  if (!isObject(json) || typeof type !== 'string') throw new DataError("Schema must contain 'type' field")
  const { kind, ...parts } = partsOf(type, json, options)
  const bare = schemaOf(kind, { ...parts, ...traitsOf(json) })
  const given = json['default']
  if (given === undefined) return bare
  const value = jsonReader(bare, options)(given)
  return value === null ? bare : { ...bare, default: value }
}

type Parts = { kind: SchemaType } & Pick<ConnectSchema, 'fields' | 'keySchema' | 'valueSchema'>

function partsOf(type: string, json: JsonObject, options: ReadOptions): Parts {
  const scalar = scalarTypes.get(type)
  if (scalar !== undefined) return { kind: scalar }
  switch (type) {
    case 'array': {
      const items = schemaOfJson(json['items'] ?? null, options)
      if (items === null) throw new DataError('Array schema did not specify the element type')
      return { kind: 'ARRAY', valueSchema: items }
    }
    case 'map': {
      const { keys, values } = json
      if (keys === undefined) throw new DataError('Map schema did not specify the key type')
      if (values === undefined) throw new DataError('Map schema did not specify the value type')
      const [keySchema, valueSchema] = [schemaOfJson(keys, options), schemaOfJson(values, options)]
      return { kind: 'MAP', ...(keySchema && { keySchema }), ...(valueSchema && { valueSchema }) }
    }
    case 'struct': {
      const { fields } = json
      if (!Array.isArray(fields)) throw new DataError('Struct schema\'s "fields" argument is not an array.')
      return { kind: 'STRUCT', fields: fields.map((one) => fieldOf(one, options)) }
    }
    default:
      throw new DataError(`Unknown schema type: ${type}`)
  }
}

function fieldOf(json: Json, options: ReadOptions): ConnectField {
  const name = isObject(json) ? json['field'] : undefined
  if (typeof name !== 'string') throw new DataError("Struct schema's field name not specified properly")
  const schema = schemaOfJson(json, options)
  if (schema === null) throw new DataError('Schema for a field may not be null')
  return { name, schema }
}

function traitsOf({ optional, name, version, doc, parameters }: JsonObject): SchemaTraits {
  return {
    optional: optional === true,
    name: typeof name === 'string' ? name : undefined,
    version: typeof version === 'number' && Number.isInteger(version) ? version : undefined,
    doc: typeof doc === 'string' ? doc : undefined,
    parameters: isObject(parameters) ? textsOf(parameters) : undefined,
  }
}

function textsOf(parameters: JsonObject): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== 'string') throw new DataError('Schema parameters must have string values.')
    texts[name] = value
  }
  return texts
}

/** The text of a schema. */
export function jsonOfSchema(schema: ConnectSchema | null, form: JsonForm): string {
  return schema === null ? 'null' : `{${members(schema, form, []).join(',')}}`
}

function members(schema: ConnectSchema, form: JsonForm, around: readonly ConnectSchema[]): string[] {
  if (around.includes(schema))
    throw new DataError(
      'A schema that holds itself cannot be written with its JSON: use JSON_SR, AVRO or PROTOBUF.',
    )
  const inside = [...around, schema]
  const inner = (of: ConnectSchema | undefined): string =>
    of === undefined ? 'null' : `{${members(of, form, inside).join(',')}}`
  const { name, version, doc, parameters, optional } = schema
  const given: ConnectValue = schema.default ?? null
  const isScalar = (type: SchemaType): type is keyof typeof scalarNames => type in scalarNames
  const list = [`"type":"${isScalar(schema.type) ? scalarNames[schema.type] : schema.type.toLowerCase()}"`]
  if (schema.type === 'ARRAY') list.push(`"items":${inner(schema.valueSchema)}`)
  if (schema.type === 'MAP')
    list.push(`"keys":${inner(schema.keySchema)}`, `"values":${inner(schema.valueSchema)}`)
  if (schema.type === 'STRUCT') {
    const fields = (schema.fields ?? []).map((one) => {
      const own = members(one.schema, form, inside)
      return `{${[...own, `"field":${JSON.stringify(one.name)}`].join(',')}}`
    })
    list.push(`"fields":[${fields.join(',')}]`)
  }
  list.push(`"optional":${optional}`)
  if (name !== undefined) list.push(`"name":${JSON.stringify(name)}`)
  if (version !== undefined) list.push(`"version":${version}`)
  if (doc !== undefined) list.push(`"doc":${JSON.stringify(doc)}`)
  if (parameters !== undefined) list.push(`"parameters":${JSON.stringify(parameters)}`)
  if (given !== null) list.push(`"default":${jsonWriter(schema, form)(given)}`)
  return list
}
