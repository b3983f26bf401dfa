import { describe, expect, test } from 'vitest'
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import type { JsonPolicy } from '@/lib/schemas/json/differences'
import { parseJsonSchema } from '@/lib/schemas/json/schema'
import { noReferences } from '@/lib/schemas/references'
import { cpuTimeMs } from '../support/cpu-time'

const parse = (schema: unknown) => parseJsonSchema(JSON.stringify(schema), noReferences)
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

  test('a combination that is a part of itself, and thousands of schemas in a row, are answered', () => {
    const itself = {
      definitions: { a: { anyOf: [int, { $ref: '#/definitions/a' }] } },
      $ref: '#/definitions/a',
    }
    expect(kinds(itself, itself)).toEqual([])
    const names = Array.from({ length: 5000 }, (_, index) => `d${index}`)
    const chain = (link: (next: object) => object) => ({
      definitions: Object.fromEntries(
        names.map((name, index) => [name, link({ $ref: `#/definitions/d${Math.min(index + 1, 4999)}` })]),
      ),
      $ref: '#/definitions/d0',
    })
    expect(() =>
      kinds(
        chain((next) => object({ a: next })),
        chain((next) => object({ a: next })),
      ),
    ).toThrow('in a row')
    expect(() =>
      kinds(
        chain((next) => ({ allOf: [next] })),
        text,
      ),
    ).toThrow('in a row')
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
})
