import { expect, test } from 'vitest'
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import { newValidator } from '@/lib/schemas/json/draft'
import { parseJsonSchema } from '@/lib/schemas/json/schema'
import type { Json } from '@/lib/schemas/json-text'
import { noReferences } from '@/lib/schemas/references'

const parse = (schema: Json) => parseJsonSchema(JSON.stringify(schema), noReferences)

test('ajv agrees: 150 random pairs that are called compatible never refuse a document that was valid', () => {
  const ajv = newValidator('07')
  let compared = 0
  for (let seed = 1; seed <= 150; seed++) {
    const random = generator(seed)
    const writer = randomSchema(random, 0)
    const reader = random(3) === 0 ? randomSchema(random, 0) : mutate(random, writer)
    if (jsonIncompatibilities(parse(reader), parse(writer)).length > 0) continue
    const wrote = ajv.compile(writer as object)
    const reads = ajv.compile(reader as object)
    for (let round = 0; round < 40; round++) {
      const value = randomValue(random, 0)
      if (wrote(value) !== true) continue
      compared++
      expect({ reader, writer, value, isValid: reads(value) }).toMatchObject({ isValid: true })
    }
  }
  expect(compared).toBeGreaterThan(200)
})

type Random = (below: number) => number

function generator(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % below
  }
}

function randomSchema(random: Random, depth: number): Json {
  switch (random(depth > 1 ? 5 : 8)) {
    case 0:
      return {
        type: 'integer',
        ...(random(2) ? { minimum: random(4) } : {}),
        ...(random(2) ? { maximum: 3 + random(4) } : {}),
      }
    case 1:
      return { type: 'string', ...(random(2) ? { maxLength: random(4) } : {}) }
    case 2:
      return { enum: ['a', 'b', 1, null].slice(0, 1 + random(4)) }
    case 3:
      return { type: ['integer', 'null', 'string'].slice(0, 1 + random(3)) }
    case 4:
      return { type: 'number', ...(random(2) ? { multipleOf: 1 + random(3) } : {}) }
    case 5: {
      const names = ['a', 'b', 'c'].filter(() => random(2))
      return {
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, randomSchema(random, depth + 1)])),
        ...(random(2) ? { additionalProperties: random(2) ? false : randomSchema(random, depth + 1) } : {}),
        ...(random(2) ? { required: ['a', 'b'].slice(0, random(3)) } : {}),
      }
    }
    case 6:
      return {
        type: 'array',
        items: randomSchema(random, depth + 1),
        ...(random(2) ? { maxItems: random(3) } : {}),
      }
    default:
      return {
        [['anyOf', 'oneOf', 'allOf'][random(3)] ?? 'anyOf']: [
          randomSchema(random, depth + 1),
          randomSchema(random, depth + 1),
        ],
      }
  }
}

function mutate(random: Random, schema: Json): Json {
  const copy = structuredClone(schema) as { [key: string]: Json }
  const keys = Object.keys(copy).filter((key) => key !== 'type')
  const key = keys[random(Math.max(1, keys.length))]
  if (key === undefined) return { ...copy, type: 'number' }
  const value = copy[key]
  if (typeof value === 'number') copy[key] = value + 1
  else if (random(2)) copy[key] = key === 'properties' ? {} : (value ?? null)
  else delete copy[key]
  return copy
}

function randomValue(random: Random, depth: number): Json {
  switch (random(depth > 1 ? 5 : 8)) {
    case 0:
      return random(8)
    case 1:
      return 'abcdef'.slice(0, random(5))
    case 2:
      return null
    case 3:
      return random(10) / 2
    case 4:
      return ['a', 'b'][random(2)] ?? 'a'
    case 5:
      return Array.from({ length: random(4) }, () => randomValue(random, depth + 1))
    default:
      return Object.fromEntries(
        ['a', 'b', 'c', 'd'].filter(() => random(2)).map((name) => [name, randomValue(random, depth + 1)]),
      )
  }
}
