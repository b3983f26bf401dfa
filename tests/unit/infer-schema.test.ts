import { describe, expect, it } from 'vitest'
import { isRawJson, parseJsonExactly } from '@/lib/exact-json'
import { inferSchema } from '@/lib/schemas/infer'
import { ShapeOfDocuments } from '@/lib/schemas/infer-shape'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema, schemaTypes } from '@/lib/schemas/parse'
import type { SchemaType } from '@/lib/schemas/references'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { pick, seededRandom, seeds, type Random } from '@/tests/support/random'

function infer(type: SchemaType, documents: readonly string[]) {
  const shape = new ShapeOfDocuments()
  for (const text of documents) expect(shape.add(parseJsonExactly(text))).toBe(true)
  return inferSchema(shape.root, type, 'test-topic')
}
const inferJson = (type: SchemaType, documents: readonly string[]): unknown =>
  JSON.parse(infer(type, documents).schema)

const keys = [
  'id',
  'orderId',
  'order_id',
  'zip-code',
  'zip_code',
  '1st',
  'message',
  'Ünit',
  'Id',
  'ID',
  'string',
]
const leaves = ['null', 'true', '""', '"x"', '"18"', '0', '-0', '7', '2147483648', '9223372036854775807']
const oddLeaves = [
  '9223372036854775808',
  '1.0',
  '-2.5',
  '1e3',
  '123456789012345678901234567890',
  '12345678.90123456789',
]

function randomValue(random: Random, depth: number): string {
  const kind = depth === 0 ? 0 : random(5)
  if (kind === 3)
    return `[${Array.from({ length: random(3) }, () => randomValue(random, depth - 1)).join(',')}]`
  if (kind === 4) return randomObject(random, depth - 1)
  return pick(random, random(3) === 0 ? oddLeaves : leaves)
}

function randomObject(random: Random, depth: number): string {
  const used = [...new Set(Array.from({ length: random(5) }, () => pick(random, keys)))]
  return `{${used.map((key) => `${JSON.stringify(key)}:${randomValue(random, depth)}`).join(',')}}`
}

/** As the producer has to call fields whose names Avro does not take. */
function withNames(value: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withNames(item, names))
  if (typeof value !== 'object' || value === null || isRawJson(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [names.get(key) ?? key, withNames(item, names)]),
  )
}

describe.each(schemaTypes)('a schema that was inferred, %s', (type) => {
  it('takes every document that it was inferred from, in random sets', () => {
    // To compile a JSON Schema takes its time.
    for (const seed of seeds(type === 'JSON' ? 60 : 300)) {
      const random = seededRandom(seed)
      const documents = Array.from({ length: 1 + random(6) }, () => randomObject(random, 3))
      const { schema, renamed } = infer(type, documents)
      const encode = recordEncoder({ id: 1, schema: parseSchema(type, schema) })
      // A key may get another name in another object; with this set of keys it is the same everywhere but for zip-code.
      const names = new Map(type === 'AVRO' ? renamed.map(({ from, to }) => [from, to]) : [])
      if (new Set(renamed.map(({ from, to }) => `${from} ${to}`)).size > names.size && type === 'AVRO')
        continue
      for (const text of documents)
        expect(
          () => encode(withNames(parseJsonExactly(text), names)),
          `seed ${seed}\n${text}\n${schema}`,
        ).not.toThrow()
    }
  })
})

describe('what is inferred', () => {
  const orders = [
    '{"id":1,"total":9.5,"at":1700000000000,"address":{"city":"Paris"},"tags":["a"],"note":null}',
    '{"id":2,"total":3,"at":1700000000001,"address":{"city":"Rome","zip":"1"},"tags":[],"paid":true}',
  ]

  it('Avro: numbers int, long, double; what is missing or null is optional', () => {
    expect(inferJson('AVRO', orders)).toEqual({
      type: 'record',
      name: 'TestTopic',
      fields: [
        { name: 'id', type: 'int' },
        { name: 'total', type: 'double' },
        { name: 'at', type: 'long' },
        {
          name: 'address',
          type: {
            type: 'record',
            name: 'Address',
            fields: [
              { name: 'city', type: 'string' },
              { name: 'zip', type: ['null', 'string'], default: null },
            ],
          },
        },
        { name: 'tags', type: { type: 'array', items: 'string' } },
        { name: 'note', type: ['null', 'string'], default: null },
        { name: 'paid', type: ['null', 'boolean'], default: null },
      ],
    })
  })

  it('JSON Schema: closed, with what is always there as required', () => {
    expect(inferJson('JSON', orders)).toMatchObject({
      title: 'test-topic',
      type: 'object',
      properties: {
        id: { type: 'integer' },
        total: { type: 'number' },
        address: { required: ['city'], additionalProperties: false },
        tags: { type: 'array', items: { type: 'string' } },
        note: { type: 'null' },
      },
      required: ['id', 'total', 'at', 'address', 'tags'],
      additionalProperties: false,
    })
  })

  it('Protobuf: one message after the other, the topic’s first', () => {
    expect(infer('PROTOBUF', orders).schema).toBe(
      [
        'syntax = "proto3";\n',
        'message TestTopic {',
        '  optional int32 id = 1;',
        '  optional double total = 2;',
        '  optional int64 at = 3;',
        '  optional Address address = 4;',
        '  repeated string tags = 5;',
        '  optional string note = 6;',
        '  optional bool paid = 7;',
        '}\n',
        'message Address {',
        '  optional string city = 1;',
        '  optional string zip = 2;',
        '}\n',
      ].join('\n'),
    )
  })

  it('several types become a union, in Protobuf any value', () => {
    const mixed = ['{"a":1}', '{"a":"x"}', '{"a":{"b":true}}']
    expect(inferJson('AVRO', mixed)).toMatchObject({
      fields: [{ name: 'a', type: ['string', 'int', { type: 'record' }] }],
    })
    expect(inferJson('JSON', mixed)).toMatchObject({
      properties: { a: { type: ['string', 'integer', 'object'] } },
    })
    expect(infer('PROTOBUF', mixed).schema).toContain('optional google.protobuf.Value a = 1;')
  })

  it('names that a language does not take get one that it does, and are told', () => {
    expect(infer('AVRO', ['{"zip-code":1,"zip_code":2}']).renamed).toEqual([
      { from: 'zip-code', to: 'zip_code_2' },
    ])
    expect(infer('PROTOBUF', ['{"zip-code":1}']).schema).toContain('zip_code = 1 [json_name = "zip-code"];')
  })

  it('objects whose keys are data become a map', () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 400 }, (_, key) => [`k${key}`, key])))
    const document = `{"counts":${many}}`
    expect(inferJson('AVRO', [document])).toMatchObject({
      fields: [{ type: { type: 'map', values: 'int' } }],
    })
    expect(infer('PROTOBUF', [document]).schema).toContain('map<string, int32> counts = 1;')
  })

  it('keys that are no objects have a schema too, but not in Protobuf', () => {
    expect(inferJson('AVRO', ['"a"', '"b"'])).toBe('string')
    expect(() => infer('PROTOBUF', ['"a"'])).toThrow(InvalidSchemaError)
  })
})

describe('bounds', () => {
  it('a document nested without end is not taken', () => {
    expect(new ShapeOfDocuments().add(parseJsonExactly(`${'['.repeat(5000)}${']'.repeat(5000)}`))).toBe(false)
  })

  it('documents with endlessly many fields are refused in under a second', () => {
    const deep = (level: number): unknown =>
      level === 0
        ? 1
        : Object.fromEntries(Array.from({ length: 20 }, (_, key) => [`k${key}`, deep(level - 1)]))
    const started = performance.now()
    expect(() => new ShapeOfDocuments().add(deep(4))).toThrow(InvalidSchemaError)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
