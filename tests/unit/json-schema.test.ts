import { describe, expect, test } from 'vitest'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import type { JsonPolicy } from '@/lib/schemas/json/differences'
import { newValidator } from '@/lib/schemas/json/draft'
import { parseJsonSchema, printJsonSchema } from '@/lib/schemas/json/schema'
import type { Json } from '@/lib/schemas/json-text'
import { noReferences } from '@/lib/schemas/references'
import { cpuTimeMs } from '../support/cpu-time'

const parse = (schema: unknown, references = noReferences) =>
  parseJsonSchema(typeof schema === 'string' ? schema : JSON.stringify(schema), references)
const kinds = (reader: unknown, writer: unknown, policy?: JsonPolicy) =>
  jsonIncompatibilities(parse(reader), parse(writer), policy).map(({ errorType, describe: text }) => {
    const place = /path '(.*)'/.exec(text({ reader: 'new', writer: 'old' }))?.[1] ?? ''
    return `${errorType} ${place}`
  })
const draft = (name: string) => ({ $schema: `http://json-schema.org/${name}/schema#` })
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const closed = (properties: object, more: object = {}) =>
  object(properties, { additionalProperties: false, ...more })
const int = { type: 'integer' }
const text = { type: 'string' }

describe('JSON Schema', () => {
  test('white space does not count, the order of properties does unless normalised, digits are kept', () => {
    const schema = '{ "type" : "integer",\n "maximum": 9223372036854775807, "multipleOf": 1.0 }'
    expect(printJsonSchema(parse(schema))).toBe(
      '{"type":"integer","maximum":9223372036854775807,"multipleOf":1.0}',
    )
    expect(printJsonSchema(parse(schema), true)).toBe(
      '{"maximum":9223372036854775807,"multipleOf":1.0,"type":"integer"}',
    )
  })

  test.each<[string, unknown]>([
    [
      'draft 4',
      { ...draft('draft-04'), id: 'http://x/y', type: 'number', minimum: 1, exclusiveMinimum: true },
    ],
    ['draft 6', { ...draft('draft-06'), $id: 'http://x/y', exclusiveMinimum: 1 }],
    ['draft 7', { ...draft('draft-07'), if: { type: 'string' }, then: { minLength: 1 } }],
    [
      '2019-09',
      { $schema: 'https://json-schema.org/draft/2019-09/schema', $defs: { a: { $anchor: 'b' } }, $ref: '#b' },
    ],
    [
      '2020-12',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [text], items: false },
    ],
    ['no draft', { definitions: { a: int }, properties: { x: { $ref: '#/definitions/a' } } }],
    ['recursive', { properties: { next: { $ref: '#' } } }],
    ['true', true],
  ])('%s is read', (_name, schema) => {
    expect(kinds(schema, schema)).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['no JSON', '{', 'Not JSON'],
    ['a list', [], 'A JSON Schema is an object, true or false'],
    ['an unknown type', object({ a: { type: 'strin' } }), '/properties/a/type'],
    ['a negative length', { maxLength: -1 }, '/maxLength'],
    ['words of draft 4 in draft 7', { exclusiveMinimum: true }, '/exclusiveMinimum'],
    ['a $ref to nowhere', { $ref: '#/definitions/a' }, 'The $ref "#/definitions/a" leads nowhere'],
    ['a $ref to a schema that is not there', { $ref: 'other.json' }, 'The $ref "other.json" leads nowhere'],
    ['a $ref to itself', { definitions: { a: { $ref: '#/definitions/a' } } }, 'leads only to itself'],
  ])('%s is refused with its place', (_name, schema, reason) => {
    expect(() => parse(schema)).toThrow(InvalidSchemaError)
    expect(() => parse(schema)).toThrow(reason)
  })

  test('a schema that is referred to counts as if it stood there', () => {
    const of = (type: string) =>
      new Map([['address.json', JSON.stringify({ definitions: { street: { type } } })]])
    const schema = object({ a: { $ref: 'address.json#/definitions/street' } })
    const [before, after] = [parse(schema, of('integer')), parse(schema, of('number'))]
    expect(jsonIncompatibilities(after, before)).toEqual([])
    expect(jsonIncompatibilities(before, after).map(({ errorType }) => errorType)).toEqual(['TYPE_NARROWED'])
  })
})

describe('JSON Schema: what was valid stays valid', () => {
  test.each<[string, unknown, unknown]>([
    ['integer to number', { type: 'number' }, int],
    ['one type to several', { type: ['string', 'null'] }, text],
    ['limits loosened', { ...text, maxLength: 9 }, { ...text, maxLength: 5, minLength: 1, pattern: 'x' }],
    [
      'numbers loosened',
      { type: 'number', maximum: 9, multipleOf: 2 },
      { type: 'number', maximum: 5, minimum: 1, multipleOf: 4 },
    ],
    ['one value more', { enum: ['a', 'b'] }, { enum: ['a'] }],
    ['an optional property in a closed model', closed({ a: int, b: int }), closed({ a: int })],
    [
      'a required property with a default in a closed model',
      closed({ b: { ...int, default: 1 } }, { required: ['b'] }),
      closed({}),
    ],
    ['a property less in an open model', object({}), object({ a: int })],
    ['a property without constraint in an open model', object({ a: {} }), object({})],
    ['no longer required', object({ a: int }), object({ a: int }, { required: ['a'] })],
    ['opened', object({ a: int }), closed({ a: int })],
    [
      'a property that additionalProperties cover',
      object({ a: { type: 'number' } }, { additionalProperties: int }),
      object({}, { additionalProperties: int }),
    ],
    [
      'a property that a pattern covers',
      object({}, { patternProperties: { '^a': { type: 'number' } }, additionalProperties: false }),
      closed({ ab: int }),
    ],
    ['a part more in oneOf', { oneOf: [int, text] }, { oneOf: [int] }],
    ['a type that became a part of anyOf', { anyOf: [text, int] }, int],
    ['parts in another order', { oneOf: [text, int] }, { oneOf: [int, text] }],
    ['a part less in allOf', { allOf: [int] }, { allOf: [int, { minimum: 1 }] }],
    ['oneOf to anyOf', { anyOf: [int, text] }, { oneOf: [int, text] }],
    ['not, narrowed', { not: { ...int, minimum: 5 } }, { not: int }],
    ['an enum of a type to the type', text, { ...text, enum: ['a'] }],
    [
      'tuples in a closed list',
      { type: 'array', items: [int, text], additionalItems: false },
      { type: 'array', items: [int], additionalItems: false },
    ],
    [
      'items loosened',
      { type: 'array', items: { type: 'number' } },
      { type: 'array', items: int, uniqueItems: true, maxItems: 3 },
    ],
    ['title and description', { ...int, title: 'b', description: 'd', default: 2 }, { ...int, title: 'a' }],
  ])('%s', (_name, reader, writer) => {
    expect(kinds(reader, writer)).toEqual([])
  })
})

describe('JSON Schema: what was valid may not be any more', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['number to integer', int, { type: 'number' }, ['TYPE_NARROWED #/']],
    ['another type', object({ a: int }), object({ a: text }), ['TYPE_CHANGED #/properties/a']],
    ['several types to one', text, { type: ['string', 'null'] }, ['TYPE_CHANGED #/']],
    ['maxLength added', { ...text, maxLength: 5 }, text, ['MAX_LENGTH_ADDED #/maxLength']],
    ['minimum raised', { ...int, minimum: 2 }, { ...int, minimum: 1 }, ['MINIMUM_INCREASED #/minimum']],
    [
      'exclusive maximum lowered',
      { ...int, exclusiveMaximum: 1 },
      { ...int, exclusiveMaximum: 2 },
      ['EXCLUSIVE_MAXIMUM_DECREASED #/exclusiveMaximum'],
    ],
    [
      'multipleOf expanded',
      { ...int, multipleOf: 4 },
      { ...int, multipleOf: 2 },
      ['MULTIPLE_OF_EXPANDED #/multipleOf'],
    ],
    ['pattern changed', { ...text, pattern: 'a' }, { ...text, pattern: 'b' }, ['PATTERN_CHANGED #/pattern']],
    ['a value less', { enum: ['a'] }, { enum: ['a', 'b'] }, ['ENUM_ARRAY_NARROWED #/enum']],
    ['other values', { enum: ['c'] }, { enum: ['a'] }, ['ENUM_ARRAY_CHANGED #/enum']],
    [
      'a property in an open model',
      object({ a: int }),
      object({}),
      ['OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL #/properties/a'],
    ],
    [
      'a property less in a closed model',
      closed({}),
      closed({ a: int }),
      ['PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL #/properties/a'],
    ],
    [
      'a required property in a closed model',
      closed({ a: int }, { required: ['a'] }),
      closed({}),
      ['REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL #/properties/a'],
    ],
    [
      'required now',
      object({ a: int }, { required: ['a'] }),
      object({ a: int }),
      ['REQUIRED_ATTRIBUTE_ADDED #/required/a'],
    ],
    [
      'closed',
      closed({ a: int }),
      object({ a: int }),
      ['ADDITIONAL_PROPERTIES_REMOVED #/additionalProperties'],
    ],
    [
      'additional properties constrained',
      object({}, { additionalProperties: int }),
      object({}),
      ['ADDITIONAL_PROPERTIES_NARROWED #/additionalProperties'],
    ],
    [
      'not covered',
      object({}, { additionalProperties: int }),
      object({ a: text }, { additionalProperties: int }),
      [
        'TYPE_CHANGED #/properties/a',
        'PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL #/properties/a',
      ],
    ],
    [
      'a dependency',
      object({ a: int }, { dependencies: { a: ['b'] } }),
      object({ a: int }),
      ['DEPENDENCY_ARRAY_ADDED #/dependencies/a'],
    ],
    ['a part less in oneOf', { oneOf: [int] }, { oneOf: [int, text] }, ['SUM_TYPE_NARROWED #/']],
    [
      'other parts',
      { oneOf: [int, text] },
      { oneOf: [int, { type: 'null' }] },
      ['COMBINED_TYPE_SUBSCHEMAS_CHANGED #/'],
    ],
    [
      'a part more in allOf',
      { allOf: [int, { maximum: 1 }] },
      { allOf: [int] },
      ['PRODUCT_TYPE_EXTENDED #/'],
    ],
    ['anyOf to oneOf', { oneOf: [int, text] }, { anyOf: [int, text] }, ['COMBINED_TYPE_CHANGED #/']],
    ['not, extended', { not: int }, { not: { ...int, minimum: 5 } }, ['NOT_TYPE_EXTENDED #/not']],
    [
      'items of another type',
      { type: 'array', items: text },
      { type: 'array', items: int },
      ['TYPE_CHANGED #/items'],
    ],
    [
      'unique items',
      { type: 'array', uniqueItems: true },
      { type: 'array' },
      ['UNIQUE_ITEMS_ADDED #/uniqueItems'],
    ],
    [
      'a tuple longer than an open one',
      { type: 'array', items: [int, text] },
      { type: 'array', items: [int] },
      ['ITEM_ADDED_TO_OPEN_CONTENT_MODEL #/items/1'],
    ],
    [
      'an exclusive bound of draft 4',
      { ...draft('draft-04'), type: 'number', minimum: 1, exclusiveMinimum: true },
      { ...draft('draft-04'), type: 'number', minimum: 1 },
      ['EXCLUSIVE_MINIMUM_ADDED #/exclusiveMinimum'],
    ],
    [
      'deep in a recursive schema',
      object({ next: { $ref: '#' }, a: int }),
      object({ next: { $ref: '#' }, a: text }),
      ['TYPE_CHANGED #/properties/a'],
    ],
  ])('%s', (_name, reader, writer, expected) => {
    expect(kinds(reader, writer)).toEqual(expected)
  })

  test('the lenient policy forgives what is new in an open model', () => {
    expect(kinds(object({ a: int }), object({}), 'LENIENT')).toEqual([])
    expect(kinds(closed({}), object({}), 'LENIENT')).toEqual([])
    expect(kinds(object({ a: int }, { required: ['a'] }), object({}), 'LENIENT')).toHaveLength(1)
  })

  test('parts that all refer to each other, and a pattern made to take forever, are compared within a second', () => {
    const names = Array.from({ length: 12 }, (_, index) => `#/definitions/d${index}`)
    const definition = (more: object) => ({ oneOf: names.map(($ref) => object({ v: { $ref } }, more)) })
    const schema = (more: object) => ({
      definitions: Object.fromEntries(
        names.map((_, index) => [`d${index}`, definition({ title: `t${index}`, ...more })]),
      ),
      $ref: '#/definitions/d0',
    })
    const hostile = object({}, { patternProperties: { '^(a+)+$': int }, additionalProperties: false })
    const spent = cpuTimeMs(() => {
      kinds(schema({ minProperties: 1 }), schema({}))
      kinds(hostile, closed({ [`${'a'.repeat(40)}!`]: int }))
    })
    expect(spent).toBeLessThan(1000)
  })

  test('ajv agrees: 150 random pairs that are called compatible never refuse a document that was valid', () => {
    const ajv = newValidator('07')
    let compared = 0
    for (let seed = 1; seed <= 150; seed++) {
      const random = generator(seed)
      const writer = randomSchema(random, 0)
      const reader = random(3) === 0 ? randomSchema(random, 0) : mutate(random, writer)
      if (kinds(reader, writer).length > 0) continue
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
