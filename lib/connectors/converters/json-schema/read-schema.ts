// JSON Schemas to Connect's schemas, as Confluent's JsonSchemaConverter has them.
import { DataError } from '@/lib/connectors/data/record'
import {
  logicalNames,
  type ConnectField,
  type ConnectSchema,
  type SchemaType,
} from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { followRef } from '@/lib/schemas/json/refs'
import type { ParsedJsonSchema } from '@/lib/schemas/json/schema'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { jsonReader, type ReadOptions } from '../json/read'
import { jsonNames, type JsonSchemaOptions } from './names'

/** @throws DataError for a schema that Connect's data cannot have. */
export const connectSchemaOf = (
  { root, refs }: ParsedJsonSchema,
  options: JsonSchemaOptions,
  reading: ReadOptions,
): ConnectSchema => new Reader(refs, options, reading).schema(root)

const numberTypes: Readonly<Record<string, SchemaType>> = {
  int8: 'INT8',
  int16: 'INT16',
  int32: 'INT32',
  int64: 'INT64',
  float32: 'FLOAT32',
  float64: 'FLOAT64',
  bytes: 'BYTES',
}

class Reader {
  private readonly structs = new Map<JsonObject, ConnectSchema>()

  constructor(
    private readonly refs: ParsedJsonSchema['refs'],
    private readonly options: JsonSchemaOptions,
    private readonly reading: ReadOptions,
  ) {}

  schema(given: Json): ConnectSchema {
    const json = isObject(given) ? followRef(given, this.refs) : given
    if (!isObject(json)) throw new DataError(`Unsupported schema type ${JSON.stringify(json)}`)
    const known = this.structs.get(json)
    if (known !== undefined) return known
    const choices = choicesOf(json)
    if (choices !== null) return this.oneOf(json, choices)
    if (Array.isArray(json['allOf'])) return this.schema(this.merged(json, json['allOf']))
    return this.annotated(json, this.bare(json))
  }

  private bare(json: JsonObject): ConnectSchema {
    const connectType = json['connect.type']
    switch (typeOf(json)) {
      case 'boolean':
        return schemas.boolean
      case 'integer':
      case 'number': {
        const known = typeof connectType === 'string' ? numberTypes[connectType] : undefined
        return schemas.schemaOf(known ?? (typeOf(json) === 'integer' ? 'INT64' : 'FLOAT64'))
      }
      case 'string':
        if (connectType === 'bytes') return schemas.bytes
        return Array.isArray(json['enum']) ? enumeration(json['enum']) : schemas.string
      case 'array':
        return this.array(json)
      case 'object':
        return this.object(json)
      default:
        throw new DataError(`Unsupported schema type ${JSON.stringify(json['type'] ?? json).slice(0, 80)}`)
    }
  }

  private array(json: JsonObject): ConnectSchema {
    const { items } = json
    if (items === undefined) throw new DataError('Array schema did not specify the items type')
    const entry = isObject(items) ? followRef(items, this.refs) : items
    const parts = isObject(entry) ? entry['properties'] : undefined
    if (
      json['connect.type'] === 'map' &&
      isObject(parts) &&
      parts['key'] !== undefined &&
      parts['value'] !== undefined
    )
      return schemas.mapOf(this.schema(parts['key']), this.schema(parts['value']))
    return schemas.arrayOf(this.schema(items))
  }

  private object(json: JsonObject): ConnectSchema {
    const { properties, additionalProperties } = json
    const isMap =
      json['connect.type'] === 'map' || (properties === undefined && isObject(additionalProperties))
    if (isMap) return schemas.mapOf(schemas.string, this.schema(additionalProperties ?? null))
    const fields: ConnectField[] = []
    const { schema } = { schema: this.annotated(json, schemas.structOf(fields)) }
    // Before its fields, as these may hold it again.
    this.structs.set(json, schema)
    const required = Array.isArray(json['required']) ? json['required'] : []
    for (const [name, property] of inOrder(isObject(properties) ? properties : {})) {
      const inner = this.schema(property)
      const isOptional = this.options.optionalUnlessRequired && !required.includes(name)
      fields.push({ name, schema: isOptional ? schemas.optionalOf(inner) : inner })
    }
    return schema
  }

  private oneOf(json: JsonObject, choices: Json[]): ConnectSchema {
    const others = choices.filter((one) => !isNull(one))
    const [only] = others
    if (only !== undefined && others.length === 1) {
      const inner = this.schema(only)
      return others.length < choices.length ? schemas.optionalOf(inner) : inner
    }
    const fields = others.map((one, index) => ({
      name: `${jsonNames.oneOf}.field.${index}`,
      schema: schemas.optionalOf(this.schema(one)),
    }))
    const isOptional = others.length < choices.length
    return this.annotated(
      { ...json, title: jsonNames.oneOf },
      schemas.structOf(fields, { optional: isOptional }),
    )
  }

  /** All that the parts say, as one schema. */
  private merged({ allOf: _, ...own }: JsonObject, parts: Json[]): JsonObject {
    const properties: JsonObject = {}
    const required: Json[] = []
    let result: JsonObject = {}
    for (const part of [...parts, own]) {
      const json = isObject(part) ? followRef(part, this.refs) : part
      if (!isObject(json)) continue
      const flat = Array.isArray(json['allOf']) ? this.merged(json, json['allOf']) : json
      if (isObject(flat['properties'])) Object.assign(properties, flat['properties'])
      if (Array.isArray(flat['required'])) required.push(...flat['required'])
      result = { ...result, ...flat }
    }
    const hasProperties = Object.keys(properties).length > 0
    return { ...result, ...(hasProperties ? { type: 'object', properties, required } : {}) }
  }

  /** With what stands beside the type: title, connect.version and its like, default. */
  private annotated(json: JsonObject, schema: ConnectSchema): ConnectSchema {
    const { title, description, 'connect.version': version, 'connect.parameters': given } = json
    const parameters = { ...schema.parameters, ...(isObject(given) ? (given as Record<string, string>) : {}) }
    const traits = {
      ...(typeof title === 'string' ? { name: title } : {}),
      ...(typeof description === 'string' ? { doc: description } : {}),
      ...(typeof version === 'number' ? { version } : {}),
      ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    }
    const isPlain = Object.keys(traits).length === 0 && json['default'] === undefined
    const named = isPlain ? schema : schemas.withTraits(schema, traits)
    const isKnownType = named.name !== logicalNames.decimal || named.type === 'BYTES'
    const result = isKnownType ? named : schemas.withTraits(named, { name: undefined })
    const value = json['default'] == null ? null : jsonReader(result, this.reading)(json['default'])
    return value === null ? result : { ...result, default: value }
  }
}

const isNull = (json: Json): boolean => isObject(json) && json['type'] === 'null'

/** The schemas of which one holds; null: the schema gives no choice. */
function choicesOf(json: JsonObject): Json[] | null {
  for (const word of ['oneOf', 'anyOf']) if (Array.isArray(json[word])) return json[word]
  const { type } = json
  return Array.isArray(type) ? type.map((one) => ({ ...json, type: one })) : null
}

function typeOf(json: JsonObject): Json | undefined {
  const { type } = json
  if (type !== undefined) return type
  const value = json['const'] ?? (Array.isArray(json['enum']) ? json['enum'][0] : undefined)
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (json['properties'] !== undefined) return 'object'
  return json['items'] === undefined ? undefined : 'array'
}

function enumeration(values: Json[]): ConnectSchema {
  const parameters: Record<string, string> = { [jsonNames.enumeration]: '' }
  for (const value of values)
    if (typeof value === 'string') parameters[`${jsonNames.enumeration}.${value}`] = value
  return schemas.schemaOf('STRING', { parameters })
}

/** By connect.index, else as they stand. */
function inOrder(properties: JsonObject): [string, Json][] {
  const indexOf = (json: Json, at: number): number => {
    const index = isObject(json) ? json['connect.index'] : undefined
    return typeof index === 'number' ? index : at
  }
  return Object.entries(properties)
    .map(([name, json], at) => ({ name, json, index: indexOf(json, at) }))
    .sort((a, b) => a.index - b.index)
    .map(({ name, json }): [string, Json] => [name, json])
}
