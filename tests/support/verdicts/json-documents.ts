import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { pick, type Random } from '@/tests/support/random'

/** A document that is likely valid by the schema: made after it, now and then with something else in a place. */
export function documentOf(random: Random, schema: Json, root: JsonObject, depth = 0): Json {
  if (!isObject(schema) || depth > 6 || random(12) === 0) return anything(random, depth)
  const make = (part: Json | undefined): Json => documentOf(random, part ?? true, root, depth + 1)
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].replace('#/definitions/', '')
    return make((root['definitions'] as JsonObject)[name])
  }
  if (Array.isArray(schema['enum'])) return pick(random, schema['enum'])
  if (schema['const'] !== undefined) return schema['const']
  const either = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(either)) return merged([plainDocument(random, schema, make), make(pick(random, either))])
  if (Array.isArray(schema['allOf'])) return merged(schema['allOf'].map(make))
  return plainDocument(random, schema, make)
}

function merged(documents: Json[]): Json {
  const objects = documents.filter(isObject)
  return objects.length > 1 ? (Object.assign({}, ...objects) as JsonObject) : (documents.at(-1) ?? null)
}

type Make = (part: Json | undefined) => Json

function plainDocument(random: Random, schema: JsonObject, make: Make): Json {
  const type = Array.isArray(schema['type']) ? pick(random, schema['type']) : schema['type']
  switch (type) {
    case 'null':
      return null
    case 'boolean':
      return random(2) === 0
    case 'integer':
      return random(12) * Number(schema['multipleOf'] ?? 1)
    case 'number':
      return (random(24) / 2) * Number(schema['multipleOf'] ?? 1)
    case 'string':
      return pick(random, ['', 'a', 'b', 'ab', 'aab', 'ba', 'abab', 'ccccc'])
    case 'array':
      return listOf(random, schema, make)
    case 'object':
      return objectOf(random, schema, make)
    default:
      return anything(random, 3)
  }
}

function listOf(random: Random, schema: JsonObject, make: Make): Json {
  const { items, additionalItems } = schema
  const length = Math.min(Number(schema['maxItems'] ?? 9), Number(schema['minItems'] ?? 0) + random(4))
  return Array.from({ length }, (_, index) =>
    make(Array.isArray(items) ? (items[index] ?? additionalItems) : items),
  )
}

function objectOf(random: Random, schema: JsonObject, make: Make): Json {
  const properties = (schema['properties'] ?? {}) as JsonObject
  const required = (schema['required'] ?? []) as string[]
  const isOpen = schema['additionalProperties'] !== false
  const names = ['a', 'b', 'c', 'd', 'new'].filter(
    (name) => required.includes(name) || ((name in properties || isOpen) && random(2) === 0),
  )
  return Object.fromEntries(
    names.map((name) => [name, make(properties[name] ?? schema['additionalProperties'])]),
  )
}

function anything(random: Random, depth: number): Json {
  switch (random(depth > 2 ? 5 : 7)) {
    case 0:
      return null
    case 1:
      return random(2) === 0
    case 2:
      return random(20) / 2
    case 3:
      return random(10)
    case 4:
      return pick(random, ['', 'a', 'ab', 'zz'])
    case 5:
      return Array.from({ length: random(3) }, () => anything(random, depth + 1))
    default:
      return Object.fromEntries(
        ['a', 'b', 'e'].filter(() => random(2) === 0).map((name) => [name, anything(random, depth + 1)]),
      )
  }
}
