import { describe, expect, test } from 'vitest'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import { parseJsonSchema, printJsonSchema } from '@/lib/schemas/json/schema'
import { noReferences } from '@/lib/schemas/references'

const parse = (schema: unknown, references = noReferences) =>
  parseJsonSchema(typeof schema === 'string' ? schema : JSON.stringify(schema), references)
const draft = (name: string) => ({ $schema: `http://json-schema.org/${name}/schema#` })
const object = (properties: object) => ({ type: 'object', properties })
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
    expect(jsonIncompatibilities(parse(schema), parse(schema))).toEqual([])
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
