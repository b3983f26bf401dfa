// Avro schema text to its model, by https://avro.apache.org/docs/1.12.0/specification/.
import { isValidDefault } from '@/lib/schemas/avro/default-value'
import { readLogicalType } from '@/lib/schemas/avro/logical-type'
import {
  avroPrimitives,
  isNamed,
  namespaceOf,
  type AvroField,
  type AvroNamed,
  type AvroPrimitiveKind,
  type AvroSchema,
} from '@/lib/schemas/avro/model'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { isObject, plainJson, readJson, type Json, type JsonObject } from '@/lib/schemas/json-text'
import type { ResolvedReferences } from '@/lib/schemas/references'

export type ParsedAvro = {
  root: AvroSchema
  /** Named types that come from references: a schema's text names them and does not repeat them. */
  external: Set<AvroNamed>
}

type Place = { names: Map<string, AvroNamed>; namespace: string; pointer: string; checks: (() => void)[] }

const nameShape = /^[A-Za-z_][A-Za-z0-9_]*$/
const orders = ['ascending', 'descending', 'ignore']

/** @throws InvalidSchemaError with the JSON pointer of what is wrong. */
export function parseAvro(text: string, references: ResolvedReferences): ParsedAvro {
  const names = new Map<string, AvroNamed>()
  for (const referred of references.values()) readRoot(referred, names)
  const external = new Set(names.values())
  return { root: readRoot(text, names), external }
}

function readRoot(text: string, names: Map<string, AvroNamed>): AvroSchema {
  const checks: (() => void)[] = []
  const json = /^\s*[\w.]+\s*$/.test(text) && !text.includes('"') ? text.trim() : readJson(text)
  const root = readType(json, { names, namespace: '', pointer: '', checks })
  // A default may be of a type that is complete only now.
  for (const check of checks) check()
  return root
}

const inside = (place: Place, ...keys: (string | number)[]): Place => ({
  ...place,
  pointer: [
    place.pointer,
    ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')),
  ].join('/'),
})

const fail = (reason: string, place: Place): never => {
  throw new InvalidSchemaError(reason, place.pointer === '' ? '/' : place.pointer)
}

const isPrimitive = (name: string): name is AvroPrimitiveKind =>
  (avroPrimitives as readonly string[]).includes(name)

function readType(json: Json, place: Place): AvroSchema {
  if (typeof json === 'string') return readName(json, {}, place)
  if (Array.isArray(json)) return readUnion(json, place)
  if (!isObject(json)) return fail(`No type: ${JSON.stringify(json)}`, place)
  const type = json['type']
  if (typeof type !== 'string') {
    // {"type": {…}} and {"type": […]} stand for what is inside.
    return type === undefined ? fail('No type', place) : readType(type, inside(place, 'type'))
  }
  switch (type) {
    case 'record':
    case 'error':
      return readRecord(json, type === 'error', place)
    case 'enum':
      return readEnum(json, place)
    case 'fixed':
      return readFixed(json, place)
    case 'array':
      return {
        kind: 'array',
        items: readType(required(json, 'items', place), inside(place, 'items')),
        props: propsOf(json, ['type', 'items']),
      }
    case 'map':
      return {
        kind: 'map',
        values: readType(required(json, 'values', place), inside(place, 'values')),
        props: propsOf(json, ['type', 'values']),
      }
    default:
      return readName(type, json, place)
  }
}

function readName(name: string, attributes: JsonObject, place: Place): AvroSchema {
  if (isPrimitive(name)) {
    const props = propsOf(attributes, ['type'])
    return { kind: name, logical: readLogicalType({ kind: name }, attributes), props }
  }
  const { names, namespace } = place
  const full = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`
  return names.get(full) ?? names.get(name) ?? fail(`Undefined name: "${name}"`, place)
}

function readUnion(json: Json[], place: Place): AvroSchema {
  const branches = json.map((item, index) => readType(item, inside(place, index)))
  const seen = new Set<string>()
  for (const branch of branches) {
    if (branch.kind === 'union') fail('A union holds another union', place)
    const key = isNamed(branch) ? branch.name : branch.kind
    if (seen.has(key)) fail(`Duplicate in union: ${key}`, place)
    seen.add(key)
  }
  return { kind: 'union', branches }
}

function readRecord(json: JsonObject, isError: boolean, place: Place): AvroSchema {
  const record: AvroNamed = { kind: 'record', isError, fields: [], ...readNamed(json, ['fields'], place) }
  define(record, place)
  const fields = required(json, 'fields', place)
  if (!Array.isArray(fields)) return fail('The fields of a record are a list', place)
  const scope = { ...place, namespace: namespaceOf(record.name) }
  const taken = new Set<string>()
  for (const [index, item] of fields.entries()) {
    const at = inside(scope, 'fields', index)
    const field = readField(item, at)
    if (taken.has(field.name)) fail(`Duplicate field ${field.name} in record ${record.name}`, at)
    taken.add(field.name)
    record.fields.push(field)
  }
  return record
}

function readField(json: Json, place: Place): AvroField {
  if (!isObject(json)) return fail('A field is an object', place)
  const { name } = json
  if (typeof name !== 'string' || !nameShape.test(name))
    return fail(`Illegal name of a field: ${JSON.stringify(name)}`, place)
  const order = typeof json['order'] === 'string' ? json['order'].toLowerCase() : null
  if (order !== null && !orders.includes(order)) fail(`Unknown order "${order}" of field ${name}`, place)
  const value = json['default']
  const type = readType(required(json, 'type', place), inside(place, 'type'))
  if (value !== undefined)
    place.checks.push(() => {
      if (!isValidDefault(type, plainJson(value)))
        fail(`Invalid default for field ${name}: ${JSON.stringify(value)} is no ${describe(type)}`, place)
    })
  return {
    name,
    type,
    order,
    default: value,
    aliases: readAliases(json, place),
    doc: readDoc(json),
    props: propsOf(json, ['name', 'type', 'doc', 'default', 'order', 'aliases']),
  }
}

function readEnum(json: JsonObject, place: Place): AvroSchema {
  const named = readNamed(json, ['symbols', 'default'], place)
  const symbols = required(json, 'symbols', place)
  if (!Array.isArray(symbols)) return fail('The symbols of an enum are a list', place)
  const seen = new Set<string>()
  for (const symbol of symbols) {
    if (typeof symbol !== 'string' || !nameShape.test(symbol))
      return fail(`Illegal symbol: ${JSON.stringify(symbol)}`, place)
    if (seen.has(symbol)) return fail(`Duplicate enum symbol: ${symbol}`, place)
    seen.add(symbol)
  }
  const value = json['default'] ?? null
  if (value !== null && (typeof value !== 'string' || !seen.has(value)))
    return fail(`The enum default ${JSON.stringify(value)} is none of its symbols`, place)
  const schema: AvroNamed = { kind: 'enum', symbols: [...seen], default: value, ...named }
  define(schema, place)
  return schema
}

function readFixed(json: JsonObject, place: Place): AvroSchema {
  const size = required(json, 'size', place)
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 0)
    return fail('The size of a fixed is a number of bytes', place)
  const logical = readLogicalType({ kind: 'fixed', size }, json)
  const schema: AvroNamed = { kind: 'fixed', size, logical, ...readNamed(json, ['size'], place) }
  define(schema, place)
  return schema
}

function readNamed(
  json: JsonObject,
  own: string[],
  place: Place,
): Pick<AvroNamed, 'name' | 'aliases' | 'doc' | 'props'> {
  const { name: given, namespace: space } = json
  if (typeof given !== 'string') return fail('No name', place)
  const isFull = given.includes('.')
  const namespace = isFull ? namespaceOf(given) : typeof space === 'string' ? space : place.namespace
  const short = isFull ? given.slice(given.lastIndexOf('.') + 1) : given
  if (!nameShape.test(short)) return fail(`Illegal name: "${given}"`, place)
  const name = namespace === '' ? short : `${namespace}.${short}`
  const aliases = readAliases(json, place).map((alias) =>
    alias.includes('.') || namespace === '' ? alias : `${namespace}.${alias}`,
  )
  const known = ['type', 'name', 'namespace', 'doc', 'aliases', ...own]
  return { name, aliases, doc: readDoc(json), props: propsOf(json, known) }
}

function define(schema: AvroNamed, place: Place): void {
  if (isPrimitive(schema.name)) fail(`A primitive type cannot be redefined: ${schema.name}`, place)
  if (place.names.has(schema.name)) fail(`Can't redefine: ${schema.name}`, place)
  place.names.set(schema.name, schema)
}

function readAliases(json: JsonObject, place: Place): string[] {
  const aliases = json['aliases'] ?? []
  if (!Array.isArray(aliases)) return fail('The aliases are a list of names', place)
  return aliases.map((alias) => (typeof alias === 'string' ? alias : fail('An alias is a name', place)))
}

const readDoc = (json: JsonObject): string | null => (typeof json['doc'] === 'string' ? json['doc'] : null)

const required = (json: JsonObject, key: string, place: Place): Json => json[key] ?? fail(`No ${key}`, place)

const describe = (type: AvroSchema): string =>
  type.kind === 'union' ? type.branches.map(describe).join(' or ') : isNamed(type) ? type.name : type.kind

const propsOf = (json: JsonObject, known: string[]): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([key]) => !known.includes(key)))
