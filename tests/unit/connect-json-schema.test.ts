// Connect's data in JSON Schema, as Confluent's JsonSchemaConverter has them; ajv is the judge of schemas and documents.
import { expect, test } from 'vitest'
import { jsonSchemaCodec } from '@/lib/connectors/converters/json-schema/codec'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { newValidator } from '@/lib/schemas/json/draft'
import { parseSchema } from '@/lib/schemas/parse'
import { randomSchema, randomValue } from '@/tests/support/connect-data'
import { schemaForJudge, valueForJudge } from '@/tests/support/connect-judge/judge'
import { seededRandom, seeds } from '@/tests/support/random'

const frame = { schema: { id: 1 }, payloadOffset: 0, headerIndexes: null }
const keepsNulls = { 'ignore.default.for.nullables': 'true' }

function write(schema: ConnectSchema, value: ConnectValue, properties: Record<string, string> = {}) {
  const codec = jsonSchemaCodec(properties)
  const text = codec.textOf(schema)
  const { bytes } = codec.writer(schema, parseSchema('JSON', text))(value)
  return { text, json: bytes.toString() }
}

const read = (schema: unknown, json: string, properties: Record<string, string> = {}) =>
  jsonSchemaCodec(properties).reader(parseSchema('JSON', JSON.stringify(schema)))(Buffer.from(json), frame)

test.each([
  keepsNulls,
  { ...keepsNulls, 'decimal.format': 'NUMERIC', 'use.optional.for.nonrequired': 'true' },
])('every schema and value comes back as it was with %j, and ajv finds each document valid', (properties) => {
  const ajv = newValidator('07')
  for (const seed of seeds(200)) {
    const random = seededRandom(seed)
    const shape = { named: true, anyKeys: true, defaults: seed % 2 === 0 }
    const schema = schemas.requiredOf(randomSchema(random, 3, shape))
    const value = randomValue(random, schema)
    const { text, json } = write(schema, value, properties)
    expect([seed, ajv.validate(JSON.parse(text) as object, JSON.parse(json)), ajv.errors]).toEqual([
      seed,
      true,
      null,
    ])
    const back = read(JSON.parse(text), json, properties)
    // JSON.parse of the schema takes digits of defaults.
    const isExact = !/"default":.*[\d.]{16}/.test(text)
    if (isExact) expect([seed, schemaForJudge(back.schema)]).toEqual([seed, schemaForJudge(schema)])
    expect([seed, valueForJudge(schema, back.value)]).toEqual([seed, valueForJudge(schema, value)])
  }
})

const order = schemas.structOf(
  [
    schemas.field('id', schemas.int32),
    schemas.field('note', schemas.optionalString),
    schemas.field('total', schemas.decimalOf(2)),
  ],
  { name: 'Order' },
)

test('an optional field is oneOf null and its type, and fields keep their order by connect.index', () => {
  expect(JSON.parse(write(order, { id: 1, note: null, total: { unscaled: 150n, scale: 2 } }).text)).toEqual({
    type: 'object',
    title: 'Order',
    properties: {
      id: { type: 'integer', 'connect.type': 'int32', 'connect.index': 0 },
      note: { oneOf: [{ type: 'null' }, { type: 'string' }], 'connect.index': 1 },
      total: {
        ...{ type: 'string', title: 'org.apache.kafka.connect.data.Decimal', 'connect.type': 'bytes' },
        ...{ 'connect.version': 1, 'connect.parameters': { scale: '2' }, 'connect.index': 2 },
      },
    },
  })
  const closed = { 'object.additional.properties': 'false', 'use.optional.for.nonrequired': 'true' }
  expect(JSON.parse(jsonSchemaCodec(closed).textOf(order))).toMatchObject({
    ...{ additionalProperties: false, required: ['id', 'total'] },
  })
})

test('schemas that others wrote are read: references, type lists, enums, allOf, choices', () => {
  const people = {
    type: 'object',
    properties: {
      id: { type: 'integer' },
      score: { type: 'number' },
      nick: { type: ['string', 'null'] },
      kind: { type: 'string', enum: ['a', 'b'] },
      home: { $ref: '#/definitions/address' },
      both: { allOf: [{ $ref: '#/definitions/address' }, { properties: { zip: { type: 'string' } } }] },
      choice: { oneOf: [{ type: 'integer' }, { type: 'string' }, { type: 'null' }] },
      tags: { type: 'array', items: { type: 'string' } },
      extra: { type: 'object', additionalProperties: { type: 'integer' } },
    },
    definitions: { address: { type: 'object', properties: { city: { type: 'string' } } } },
  }
  const document = {
    ...{ id: 7, score: 1.5, nick: null, kind: 'b', home: { city: 'Bonn' } },
    ...{ both: { city: 'Köln', zip: '1' }, choice: 'x', tags: ['t'], extra: { n: 1 }, unknown: 1 },
  }
  const { schema, value } = read(people, JSON.stringify(document))
  const types = schema?.fields?.map((one) => [one.name, one.schema.type, one.schema.optional])
  expect(types).toEqual([
    ['id', 'INT64', false],
    ['score', 'FLOAT64', false],
    ['nick', 'STRING', true],
    ['kind', 'STRING', false],
    ['home', 'STRUCT', false],
    ['both', 'STRUCT', false],
    ['choice', 'STRUCT', true],
    ['tags', 'ARRAY', false],
    ['extra', 'MAP', false],
  ])
  expect(value).toEqual({
    ...{ id: 7, score: 1.5, nick: null, kind: 'b', home: { city: 'Bonn' }, both: { city: 'Köln', zip: '1' } },
    choice: {
      'io.confluent.connect.json.OneOf.field.0': null,
      'io.confluent.connect.json.OneOf.field.1': 'x',
    },
    ...{ tags: ['t'], extra: new Map([['n', 1]]) },
  })
})

test('a property that is not there is null where use.optional.for.nonrequired says so, else it is refused', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'string' } },
    required: ['a'],
  }
  expect(() => read(schema, '{"a":1}')).toThrow('Invalid null value for required STRING field')
  expect(read(schema, '{"a":1}', { 'use.optional.for.nonrequired': 'true' }).value).toEqual({ a: 1, b: null })
})

test('a schema that holds itself is read; numbers keep all their digits', () => {
  const tree = {
    type: 'object',
    properties: { count: { type: 'integer' }, children: { type: 'array', items: { $ref: '#' } } },
  }
  const { value } = read(tree, '{"count":9223372036854775807,"children":[{"count":1,"children":[]}]}')
  expect(value).toEqual({ count: 9223372036854775807n, children: [{ count: 1, children: [] }] })
})

test('what is no JSON, or of a schema without types, is refused in words', () => {
  expect(() => read({ type: 'integer' }, '{')).toThrow('Error deserializing JSON message')
  expect(() => read({}, '1')).toThrow('Unsupported schema type {}')
})
