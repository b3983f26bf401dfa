// Random JSON Schemas (draft 7) of all that people write: open, closed and partially open objects, lists and tuples,
// combinations, definitions that refer to themselves; and what becomes of one in the next version.
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { pick, type Random } from '@/tests/support/random'

const definitions = ['d0', 'd1', 'd2']
const names = ['a', 'b', 'c']
const types = ['string', 'integer', 'number', 'boolean', 'null', 'object', 'array']

export function randomJsonSchema(random: Random): JsonObject {
  const schema = typed(random, 0)
  // A definition is no reference and no combination itself: what refers to itself does so one level down.
  const own = definitions.map((name) => [name, typed(random, 1)])
  return {
    ...(random(4) === 0 ? combined(random, 0) : schema),
    definitions: Object.fromEntries(own) as JsonObject,
  }
}

function randomPart(random: Random, depth: number): Json {
  switch (random(depth > 2 ? 7 : 10)) {
    case 0:
      return { enum: ['a', 'b', 1, null, [1]].slice(0, 1 + random(5)) }
    case 1:
      return depth > 0 && random(3) > 0 ? { $ref: `#/definitions/${pick(random, definitions)}` } : {}
    case 2:
      return { type: types.filter((type) => type !== 'string' && random(4) === 0).concat('string') }
    case 3:
      return random(4) > 0 ? scalar(random) : random(3) === 0 ? { const: random(3) } : random(2) === 0
    case 7:
      return combined(random, depth)
    default:
      return depth > 2 ? scalar(random) : typed(random, depth)
  }
}

const withDefault: JsonObject = { type: 'integer', default: 1 }
const some = (random: Random, more: JsonObject): JsonObject => (random(3) === 0 ? more : {})

function scalar(random: Random): JsonObject {
  switch (random(4)) {
    case 0:
      return { type: pick(random, ['boolean', 'null']) }
    case 1:
      return {
        type: 'string',
        ...some(random, { maxLength: 1 + random(4) }),
        ...some(random, { minLength: random(3) }),
        ...some(random, { pattern: pick(random, ['^a', 'b', '^[ab]*$']) }),
      }
    default:
      return {
        type: pick(random, ['integer', 'number']),
        ...some(random, { minimum: random(4) }),
        ...some(random, { maximum: 3 + random(6) }),
        ...some(random, { exclusiveMaximum: 4 + random(6) }),
        ...some(random, { multipleOf: pick(random, [0.5, 1, 2, 3]) }),
      }
  }
}

function typed(random: Random, depth: number): JsonObject {
  switch (random(6)) {
    case 0:
      return scalar(random)
    case 1:
      return list(random, depth)
    default:
      return object(random, depth)
  }
}

function object(random: Random, depth: number): JsonObject {
  const own = names.filter(() => random(2) === 0)
  const property = (): Json => (random(8) === 0 ? withDefault : randomPart(random, depth + 1))
  const additional = (): Json => (random(2) === 0 ? false : randomPart(random, depth + 1))
  return {
    type: 'object',
    ...(random(8) === 0 ? {} : { properties: Object.fromEntries(own.map((name) => [name, property()])) }),
    ...(random(2) === 0 ? { additionalProperties: additional() } : {}),
    ...some(random, { required: names.filter(() => random(3) === 0) }),
    ...(random(6) === 0 ? { patternProperties: { '^[bc]$': scalar(random) } } : {}),
    ...(random(8) === 0 ? { maxProperties: 1 + random(3) } : {}),
    ...(random(8) === 0 ? { minProperties: random(3) } : {}),
    ...(random(10) === 0 ? { dependencies: { a: random(2) === 0 ? ['b'] : { required: ['c'] } } } : {}),
  }
}

function list(random: Random, depth: number): JsonObject {
  const part = (): Json => randomPart(random, depth + 1)
  // Beside a tuple, ajv lets an empty list pass.
  if (random(10) === 0) return { type: 'array', contains: part() }
  const items: JsonObject =
    random(2) === 0
      ? { items: part() }
      : {
          items: Array.from({ length: 1 + random(3) }, part),
          ...(random(2) === 0 ? { additionalItems: random(2) === 0 ? false : part() } : {}),
        }
  return {
    type: 'array',
    ...items,
    ...some(random, { maxItems: 1 + random(3) }),
    ...some(random, { minItems: random(3) }),
    ...(random(8) === 0 ? { uniqueItems: true } : {}),
  }
}

function combined(random: Random, depth: number): JsonObject {
  if (random(8) === 0) return { not: randomPart(random, depth + 1) }
  const parts = Array.from({ length: 1 + random(3) }, () => randomPart(random, depth + 1))
  return { [pick(random, ['anyOf', 'oneOf', 'allOf'])]: parts }
}

/** One to three changes anywhere in it. */
export function changeJsonSchema(random: Random, schema: JsonObject): JsonObject {
  const next = structuredClone(schema)
  for (let left = 1 + random(3); left > 0; left--) changeOne(random, pick(random, schemasIn(next)))
  return next
}

const inner = [
  'items',
  'additionalItems',
  'additionalProperties',
  'contains',
  'not',
  'anyOf',
  'oneOf',
  'allOf',
]
// Not what is below `patternProperties`: as Confluent's, our verdict looks at them only where they cover a property.
const innerByName = ['properties', 'definitions']

function schemasIn(schema: Json | undefined): JsonObject[] {
  if (Array.isArray(schema)) return schema.flatMap(schemasIn)
  if (typeof schema !== 'object' || schema === null) return []
  const below = inner.flatMap((word) => schemasIn(schema[word]))
  const named = innerByName.flatMap((word) =>
    Object.values((schema[word] ?? {}) as JsonObject).flatMap(schemasIn),
  )
  return [schema, ...below, ...named]
}

function changeOne(random: Random, schema: JsonObject): void {
  const words = Object.keys(schema).filter((word) => word !== 'definitions' && word !== 'patternProperties')
  const word = words[random(Math.max(1, words.length))]
  const value = word === undefined ? undefined : schema[word]
  if (word === undefined || random(8) === 0) {
    const { patternProperties: _, ...more } = typed(random, 2)
    // ajv validates what stands beside `$ref`, though in draft 7 it does not count.
    const isAlone = '$ref' in schema || 'contains' in schema
    Object.assign(schema, isAlone || random(2) === 0 ? { description: 'new' } : more)
  } else if (typeof value === 'number') schema[word] = Math.max(1, value + random(3) - 1)
  else if (word === 'type') schema[word] = changeType(random, value)
  else if (word === 'required') schema[word] = names.filter(() => random(3) === 0)
  else if (Array.isArray(value)) changeList(random, word, value)
  else if (word === 'properties' && random(4) > 0) changeProperties(random, value as JsonObject)
  else if (word === 'additionalProperties')
    schema[word] = pick<Json>(random, [true, false, randomPart(random, 2)])
  else if (random(2) === 0) Reflect.deleteProperty(schema, word)
}

function changeType(random: Random, type: Json | undefined): Json {
  if (type === 'integer' && random(2) === 0) return 'number'
  const list = Array.isArray(type) ? type : [type ?? 'string']
  return random(3) === 0 ? pick(random, types) : [...new Set([...list, pick(random, types)])]
}

function changeList(random: Random, word: string, list: Json[]): void {
  const isValues = word === 'enum'
  if (random(3) > 0) list.push(isValues ? `new${list.length}` : randomPart(random, 2))
  else if (list.length > 1) list.splice(random(list.length), 1)
  else list.reverse()
}

function changeProperties(random: Random, properties: JsonObject): void {
  const name = pick(random, names)
  if (name in properties && random(2) === 0) Reflect.deleteProperty(properties, name)
  else properties[name] = pick<Json>(random, [withDefault, {}, randomPart(random, 2), randomPart(random, 2)])
}
