// A form for a JSON Schema: what the schema says plainly becomes fields; what it says in other ways (conditions, patterns,
// tuples) stays a field of JSON, and the schema itself judges when the record is produced.
import {
  anyJson,
  FormRecords,
  text,
  type FormField,
  type FormModel,
  type FormRecord,
  type FormType,
  type TextFormat,
} from '@/lib/schemas/form/model'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { followRef, type Refs } from '@/lib/schemas/json/refs'
import type { ParsedJsonSchema } from '@/lib/schemas/json/schema'

type Making = {
  refs: Refs
  records: FormRecords
  /** Names of records by their schemas. */
  names: Map<Json, string>
  /** Schemas that are being read: one that is a part of itself without an object between has no form. */
  open: Set<Json>
  steps: number
}

/** Combinations of combinations can be many more than a schema has lines. */
const maxSteps = 5000

export function jsonForm({ root, refs }: ParsedJsonSchema): FormModel {
  const records = new FormRecords()
  return records.finish('JSON', typeOf(root, { refs, records, names: new Map(), open: new Set(), steps: 0 }))
}

function typeOf(given: Json | undefined, making: Making): FormType {
  if (!isObject(given)) return anyJson
  const target = followRef(given, making.refs)
  const name = making.names.get(target)
  if (name !== undefined) return { kind: 'record', name }
  if (making.open.has(target) || ++making.steps > maxSteps) return anyJson
  making.open.add(target)
  const type = describe(given, making)
  making.open.delete(target)
  return type
}

function describe(given: JsonObject, making: Making): FormType {
  const schema = flatten(given, making)
  if (schema['const'] !== undefined) return { kind: 'choice', values: [schema['const']] }
  if (Array.isArray(schema['enum'])) return choiceOf(schema['enum'])
  const { type } = schema
  if (Array.isArray(type))
    return anyOf(
      type.filter((one) => typeof one === 'string').map((one) => [one, { ...schema, type: one }]),
      making,
    )
  if (isObject(schema['properties'])) return objectOf(given, schema, making)
  for (const word of ['oneOf', 'anyOf'] as const) {
    const parts = schema[word]
    if (Array.isArray(parts))
      return anyOf(
        parts.map((part, index) => [labelOf(part, index, making), part]),
        making,
      )
  }
  switch (type) {
    case 'null':
    case 'boolean':
      return { kind: type }
    case 'integer':
      return { kind: 'integer', min: boundOf(schema['minimum']), max: boundOf(schema['maximum']) }
    case 'number':
      return { kind: 'number' }
    case 'string':
      return text(formatOf(schema), exampleOf(schema))
    case 'array':
      return listOf(schema, making)
    case 'object':
      return objectOf(given, schema, making)
    default:
      return anyJson
  }
}

/** The schema behind its references, with all that its `allOf` adds. */
function flatten(given: JsonObject, making: Making, depth = 0): JsonObject {
  const target = followRef(given, making.refs)
  const { $ref: _, allOf, ...own } = given
  const parts = [target === given ? null : target, ...(Array.isArray(allOf) ? allOf : [])]
  if (depth > 20 || ++making.steps > maxSteps) return own
  return parts.filter(isObject).reduce<JsonObject>((merged, part) => {
    const { properties, required, ...more } = flatten(part, making, depth + 1)
    return {
      ...more,
      ...merged,
      ...(isObject(properties)
        ? { properties: { ...properties, ...(isObject(merged['properties']) ? merged['properties'] : {}) } }
        : {}),
      ...(Array.isArray(required)
        ? { required: [...required, ...(Array.isArray(merged['required']) ? merged['required'] : [])] }
        : {}),
    }
  }, own)
}

function choiceOf(values: Json[]): FormType {
  const others = values.filter((value) => value !== null)
  const of: FormType = { kind: 'choice', values: others }
  return others.length === values.length ? of : { kind: 'nullable', of, tag: null }
}

function anyOf(parts: [label: string, schema: Json][], making: Making): FormType {
  const branches = parts.map(([label, part]) => ({ label, tag: null, type: typeOf(part, making) }))
  const others = branches.filter(({ type }) => type.kind !== 'null')
  const [only] = others
  if (only === undefined) return { kind: 'null' }
  const of: FormType = others.length === 1 ? only.type : { kind: 'union', branches: others }
  return others.length === branches.length ? of : { kind: 'nullable', of, tag: null }
}

function labelOf(part: Json, index: number, making: Making): string {
  if (!isObject(part)) return `Choice ${index + 1}`
  const { title, type } = flatten(part, making)
  const ref = part['$ref']
  if (typeof title === 'string') return title
  if (typeof ref === 'string') return ref.slice(ref.lastIndexOf('/') + 1)
  return typeof type === 'string' ? type : `Choice ${index + 1}`
}

const boundOf = (value: Json | undefined): string | null =>
  typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null

const formats: Record<string, TextFormat> = { 'date-time': 'instant', date: 'date', uuid: 'uuid' }
const formatOf = ({ format }: JsonObject): TextFormat =>
  (typeof format === 'string' ? formats[format] : undefined) ?? 'plain'

function exampleOf({ examples, default: fallback, minLength }: JsonObject): string | null {
  const first = Array.isArray(examples) ? examples[0] : undefined
  if (typeof first === 'string') return first
  if (typeof fallback === 'string') return fallback
  return typeof minLength === 'number' && minLength <= 1000 ? 'text'.padEnd(minLength, '-') : null
}

function listOf({ items, prefixItems }: JsonObject, making: Making): FormType {
  if (prefixItems !== undefined || Array.isArray(items)) return anyJson
  return { kind: 'list', items: typeOf(items, making) }
}

function objectOf(given: JsonObject, schema: JsonObject, making: Making): FormType {
  const { properties, title } = schema
  const others = othersOf(schema, making)
  if (!isObject(properties) || Object.keys(properties).length === 0)
    return others === null && schema['patternProperties'] === undefined
      ? { kind: 'map', values: anyJson }
      : { kind: 'map', values: others?.type ?? anyJson }
  const target = followRef(given, making.refs)
  const name = making.names.get(target) ?? `record ${making.names.size}`
  making.names.set(target, name)
  const label = typeof title === 'string' ? title : 'object'
  return making.records.add(name, label, () => ({ fields: fieldsOf(properties, schema, making), others }))
}

function othersOf(schema: JsonObject, making: Making): FormRecord['others'] {
  const given = schema['additionalProperties'] ?? schema['unevaluatedProperties']
  if (given === false)
    return schema['patternProperties'] === undefined ? null : { type: anyJson, isOffered: true }
  return { type: typeOf(given, making), isOffered: given !== undefined }
}

function fieldsOf(properties: JsonObject, { required }: JsonObject, making: Making): FormField[] {
  const needed = new Set(Array.isArray(required) ? required : [])
  return Object.entries(properties).map(([name, property]) => {
    const schema = isObject(property) ? flatten(property, making) : {}
    const { description, default: initial } = schema
    return {
      name,
      aliases: [],
      doc: typeof description === 'string' ? description : null,
      type: typeOf(property, making),
      isOptional: !needed.has(name),
      initial,
      oneof: null,
    }
  })
}
