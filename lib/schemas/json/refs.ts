// Where `$ref` leads: inside the schema, to an `$id` or anchor, or to a schema that is referred to by name.
import { InvalidSchemaError, maxNesting } from '@/lib/schemas/invalid-schema'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'

/** Stands before names that are no URI by themselves, such as `address.json`. */
const base = 'schema://registry/'

export type Refs = {
  /** Places by their full URI without an empty fragment. */
  places: Map<string, Json>
  /** The URI that a schema's own `$ref`s start from. */
  bases: Map<JsonObject, string>
}

const data = new Set(['enum', 'const', 'default', 'examples'])

/** @throws InvalidSchemaError for a `$ref` that leads nowhere or only to itself. */
export function collectRefs(root: Json, references: ReadonlyMap<string, Json>): Refs {
  const refs: Refs = { places: new Map(), bases: new Map() }
  index(root, `${base}root`, refs)
  refs.places.set(`${base}root`, root)
  for (const [name, schema] of references) {
    const uri = resolveUri(name, base)
    refs.places.set(uri, schema)
    index(schema, uri, refs)
  }
  for (const schema of refs.bases.keys()) followRef(schema, refs)
  return refs
}

function resolveUri(ref: string, from: string): string {
  try {
    return new URL(ref, from).href.replace(/#$/, '')
  } catch {
    throw new InvalidSchemaError(`"${ref}" is no URI`)
  }
}

function index(schema: Json, from: string, refs: Refs): void {
  if (Array.isArray(schema)) {
    for (const item of schema) index(item, from, refs)
    return
  }
  if (!isObject(schema)) return
  const id = schema['$id'] ?? schema['id']
  const uri = typeof id === 'string' ? resolveUri(id, from) : from
  if (typeof id === 'string') refs.places.set(uri, schema)
  for (const anchor of [schema['$anchor'], schema['$dynamicAnchor']])
    if (typeof anchor === 'string') refs.places.set(`${uri.replace(/#.*/, '')}#${anchor}`, schema)
  refs.bases.set(schema, uri)
  for (const [key, value] of Object.entries(schema)) if (!data.has(key)) index(value, uri, refs)
}

/** The schema behind a `$ref`, through further ones. The schema itself when it has none. */
export function followRef(schema: JsonObject, refs: Refs): Json {
  let at: Json = schema
  for (let steps = 0; isObject(at); steps++) {
    const ref: Json | undefined =
      at['$ref'] ?? at['$dynamicRef'] ?? (at['$recursiveRef'] === '#' ? '#' : undefined)
    if (typeof ref !== 'string') return at
    if (steps > maxNesting)
      throw new InvalidSchemaError(`"${ref}" leads only to itself, or to more than ${maxNesting} others`)
    at = find(ref, refs.bases.get(at) ?? base, refs)
  }
  return at
}

function find(ref: string, from: string, refs: Refs): Json {
  const uri = resolveUri(ref, from)
  const known = refs.places.get(uri)
  if (known !== undefined) return known
  const [document = '', fragment = ''] = uri.split('#')
  let place = refs.places.get(document)
  const keys = fragment === '' ? [] : fragment.split('/').slice(1)
  for (const key of keys) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
    place =
      (isObject(place) || Array.isArray(place)) && Object.hasOwn(place, name)
        ? (place as JsonObject)[name]
        : undefined
  }
  if (place === undefined || (fragment !== '' && !fragment.startsWith('/')))
    throw new InvalidSchemaError(`The $ref "${ref}" leads nowhere`)
  return place
}
