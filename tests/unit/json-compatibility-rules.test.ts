// Every difference of two JSON Schemas that Confluent's registry has a name for, in both directions: what refuses one way has a
// counterpart that is allowed the other way, or is refused too.
import { describe, expect, test } from 'vitest'
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import { parseJsonSchema } from '@/lib/schemas/json/schema'
import type { JsonObject } from '@/lib/schemas/json-text'
import { noReferences } from '@/lib/schemas/references'

const parse = (schema: unknown) => parseJsonSchema(JSON.stringify(schema), noReferences)
const found = (reader: unknown, writer: unknown) => [
  ...new Set(jsonIncompatibilities(parse(reader), parse(writer)).map(({ errorType }) => errorType)),
]
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const closed = (properties: object, more: object = {}) =>
  object(properties, { additionalProperties: false, ...more })
const tuple = (items: unknown[], more: object = {}) => ({ type: 'array', items, ...more })
const int = { type: 'integer' }
const text = { type: 'string' }
const modern = { $schema: 'https://json-schema.org/draft/2020-12/schema' }

/** A keyword by itself, at a low and a high limit. */
const limits: [string, string, JsonObject][] = [
  ['maxLength', 'MAX_LENGTH', text],
  ['minLength', 'MIN_LENGTH', text],
  ['maximum', 'MAXIMUM', int],
  ['minimum', 'MINIMUM', int],
  ['exclusiveMaximum', 'EXCLUSIVE_MAXIMUM', int],
  ['exclusiveMinimum', 'EXCLUSIVE_MINIMUM', int],
  ['maxProperties', 'MAX_PROPERTIES', { type: 'object' }],
  ['minProperties', 'MIN_PROPERTIES', { type: 'object' }],
  ['maxItems', 'MAX_ITEMS', { type: 'array' }],
  ['minItems', 'MIN_ITEMS', { type: 'array' }],
  ['maxContains', 'MAX_CONTAINS', { ...modern, type: 'array', contains: int }],
  ['minContains', 'MIN_CONTAINS', { ...modern, type: 'array', contains: int }],
]

describe.each(limits)('%s', (word, name, schema) => {
  const [low, high] = [
    { ...schema, [word]: 2 },
    { ...schema, [word]: 5 },
  ]
  const isUpper = word.toLowerCase().includes('max')

  test(`${name}_ADDED is refused, ${name}_REMOVED is allowed`, () => {
    expect(found(low, schema)).toEqual([`${name}_ADDED`])
    expect(found(schema, low)).toEqual([])
  })

  test(`${name}_${isUpper ? 'DECREASED' : 'INCREASED'} is refused, the opposite is allowed`, () => {
    const [strict, loose] = isUpper ? [low, high] : [high, low]
    expect(found(strict, loose)).toEqual([`${name}_${isUpper ? 'DECREASED' : 'INCREASED'}`])
    expect(found(loose, strict)).toEqual([])
  })
})

const rest = (what: 'Properties' | 'Items', schema: object): [string, object, object, string[], string[]][] =>
  (['additional', 'unevaluated'] as const).flatMap((kind) => {
    const name = `${kind.toUpperCase()}_${what.toUpperCase()}`
    const items = kind === 'unevaluated' ? { ...modern, ...schema } : schema
    const word = `${kind}${what}`
    return [
      [`${name}_REMOVED / _ADDED`, { ...items, [word]: false }, items, [`${name}_REMOVED`], []],
      [`${name}_NARROWED / _EXTENDED`, { ...items, [word]: int }, items, [`${name}_NARROWED`], []],
    ]
  })

/** What is refused when the second becomes the first, and when the first becomes the second. */
test.each<[string, unknown, unknown, string[], string[]]>([
  ['TYPE_NARROWED / TYPE_EXTENDED', int, { type: 'number' }, ['TYPE_NARROWED'], []],
  ['TYPE_CHANGED', int, text, ['TYPE_CHANGED'], ['TYPE_CHANGED']],
  [
    'ID_CHANGED, TITLE_CHANGED, DESCRIPTION_CHANGED, DEFAULT_CHANGED',
    { ...int, $id: 'a.json', title: 'a', description: 'a', default: 1 },
    { ...int, $id: 'b.json', title: 'b', description: 'b', default: 2 },
    [],
    [],
  ],
  ['SCHEMA_ADDED / SCHEMA_REMOVED', tuple([], { items: int }), { type: 'array' }, ['SCHEMA_ADDED'], []],
  ['PATTERN_ADDED / PATTERN_REMOVED', { ...text, pattern: 'a' }, text, ['PATTERN_ADDED'], []],
  [
    'PATTERN_CHANGED',
    { ...text, pattern: 'a' },
    { ...text, pattern: 'b' },
    ['PATTERN_CHANGED'],
    ['PATTERN_CHANGED'],
  ],
  ['MULTIPLE_OF_ADDED / _REMOVED', { ...int, multipleOf: 2 }, int, ['MULTIPLE_OF_ADDED'], []],
  [
    'MULTIPLE_OF_EXPANDED / _REDUCED',
    { ...int, multipleOf: 4 },
    { ...int, multipleOf: 2 },
    ['MULTIPLE_OF_EXPANDED'],
    [],
  ],
  [
    'MULTIPLE_OF_CHANGED',
    { ...int, multipleOf: 3 },
    { ...int, multipleOf: 2 },
    ['MULTIPLE_OF_CHANGED'],
    ['MULTIPLE_OF_CHANGED'],
  ],
  ['ENUM_ARRAY_NARROWED / _EXTENDED', { enum: [1] }, { enum: [1, 2] }, ['ENUM_ARRAY_NARROWED'], []],
  ['ENUM_ARRAY_CHANGED', { enum: [1] }, { enum: [2] }, ['ENUM_ARRAY_CHANGED'], ['ENUM_ARRAY_CHANGED']],
  [
    'REQUIRED_ATTRIBUTE_ADDED / _REMOVED',
    object({ a: int }, { required: ['a'] }),
    object({ a: int }),
    ['REQUIRED_ATTRIBUTE_ADDED'],
    [],
  ],
  [
    'REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED',
    object({ a: { ...int, default: 1 } }, { required: ['a'] }),
    object({ a: int }),
    [],
    [],
  ],
  [
    'DEPENDENCY_ARRAY_ADDED / _REMOVED',
    { type: 'object', dependencies: { a: ['b'] } },
    { type: 'object' },
    ['DEPENDENCY_ARRAY_ADDED'],
    [],
  ],
  [
    'DEPENDENCY_ARRAY_EXTENDED / _NARROWED',
    { type: 'object', dependencies: { a: ['b', 'c'] } },
    { type: 'object', dependencies: { a: ['b'] } },
    ['DEPENDENCY_ARRAY_EXTENDED'],
    [],
  ],
  [
    'DEPENDENCY_ARRAY_CHANGED',
    { type: 'object', dependencies: { a: ['b'] } },
    { type: 'object', dependencies: { a: ['c'] } },
    ['DEPENDENCY_ARRAY_CHANGED'],
    ['DEPENDENCY_ARRAY_CHANGED'],
  ],
  [
    'DEPENDENCY_SCHEMA_ADDED / _REMOVED',
    { type: 'object', dependencies: { a: int } },
    { type: 'object' },
    ['DEPENDENCY_SCHEMA_ADDED'],
    [],
  ],
  [
    'OPTIONAL_PROPERTY_ADDED_TO_OPEN / PROPERTY_REMOVED_FROM_OPEN',
    object({ a: int }),
    object({}),
    ['OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL'],
    [],
  ],
  [
    'REQUIRED_PROPERTY_ADDED_TO_OPEN',
    object({ a: int }, { required: ['a'] }),
    object({}),
    ['REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL'],
    [],
  ],
  [
    'REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN',
    object({ a: { ...int, default: 1 } }, { required: ['a'] }),
    object({}),
    ['REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL'],
    [],
  ],
  ['PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN', object({ a: {} }), object({}), [], []],
  [
    'REQUIRED_PROPERTY_ADDED_TO_UNOPEN / PROPERTY_REMOVED_FROM_CLOSED',
    closed({ a: int }, { required: ['a'] }),
    closed({}),
    ['REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL'],
    ['PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL'],
  ],
  [
    'OPTIONAL_PROPERTY_ADDED_TO_UNOPEN',
    closed({ a: int }),
    closed({}),
    [],
    ['PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL'],
  ],
  [
    'REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN',
    closed({ a: { ...int, default: 1 } }, { required: ['a'] }),
    closed({}),
    [],
    ['PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL'],
  ],
  ['PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED', closed({}), closed({ a: false }), [], []],
  [
    'PROPERTY_…_IS_COVERED_BY_PARTIALLY_OPEN',
    object({ a: int }, { additionalProperties: int }),
    object({}, { additionalProperties: int }),
    [],
    [],
  ],
  [
    'PROPERTY_ADDED_NOT_COVERED / REMOVED_NOT_COVERED',
    object({ a: text }, { additionalProperties: int }),
    object({}, { additionalProperties: int }),
    ['TYPE_CHANGED', 'PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL'],
    ['TYPE_CHANGED', 'PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL'],
  ],
  [
    'UNIQUE_ITEMS_ADDED / _REMOVED',
    { type: 'array', uniqueItems: true },
    { type: 'array' },
    ['UNIQUE_ITEMS_ADDED'],
    [],
  ],
  [
    'ITEM_ADDED_TO_OPEN / ITEM_REMOVED_FROM_OPEN',
    tuple([int, int]),
    tuple([int]),
    ['ITEM_ADDED_TO_OPEN_CONTENT_MODEL'],
    [],
  ],
  ['ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN', tuple([int, {}]), tuple([int]), [], []],
  [
    'ITEM_ADDED_TO_CLOSED / ITEM_REMOVED_FROM_CLOSED',
    tuple([int, int], { additionalItems: false }),
    tuple([int], { additionalItems: false }),
    [],
    ['ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL'],
  ],
  [
    'ITEM_WITH_FALSE_REMOVED_FROM_CLOSED',
    tuple([int], { additionalItems: false }),
    tuple([int, false], { additionalItems: false }),
    [],
    [],
  ],
  [
    'ITEM_…_IS_COVERED_BY_PARTIALLY_OPEN',
    tuple([int, int], { additionalItems: int }),
    tuple([int], { additionalItems: int }),
    [],
    [],
  ],
  [
    'ITEM_ADDED_NOT_COVERED / REMOVED_NOT_COVERED',
    tuple([int, text], { additionalItems: int }),
    tuple([int], { additionalItems: int }),
    ['TYPE_CHANGED', 'ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL'],
    ['TYPE_CHANGED', 'ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL'],
  ],
  [
    'COMBINED_TYPE_CHANGED / _EXTENDED',
    { oneOf: [int, text] },
    { anyOf: [int, text] },
    ['COMBINED_TYPE_CHANGED'],
    [],
  ],
  [
    'PRODUCT_TYPE_EXTENDED / _NARROWED',
    { allOf: [int, { minimum: 1 }] },
    { allOf: [int] },
    ['PRODUCT_TYPE_EXTENDED'],
    [],
  ],
  ['SUM_TYPE_NARROWED / _EXTENDED', { anyOf: [int] }, { anyOf: [int, text] }, ['SUM_TYPE_NARROWED'], []],
  [
    'COMBINED_TYPE_SUBSCHEMAS_CHANGED',
    { anyOf: [int, text] },
    { anyOf: [int, { type: 'null' }] },
    ['COMBINED_TYPE_SUBSCHEMAS_CHANGED'],
    ['COMBINED_TYPE_SUBSCHEMAS_CHANGED'],
  ],
  ['NOT_TYPE_EXTENDED / _NARROWED', { not: { type: 'number' } }, { not: int }, ['NOT_TYPE_EXTENDED'], []],
  ...rest('Properties', { type: 'object' }),
  ...rest('Items', tuple([int])).filter(([name]) => name.startsWith('ADDITIONAL')),
  ...rest('Items', { type: 'array', prefixItems: [int] }).filter(([name]) => name.startsWith('UNEVALUATED')),
])('%s', (_names, first, second, forth, back) => {
  expect(found(first, second)).toEqual(forth)
  expect(found(second, first)).toEqual(back)
})
