import { describe, expect, it } from 'vitest'
import { schemaForm } from '@/lib/schemas/form/form'
import { readProblem } from '@/lib/schemas/form/read-problem'
import { FormMismatch, openDraft, readDraft } from '@/lib/schemas/form/read'
import { writeDraft } from '@/lib/schemas/form/write'
import { readJson } from '@/lib/schemas/json-text'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import type { SchemaType } from '@/lib/schemas/references'
import { payloadEncoder } from '@/lib/serdes/schema-codec'

const avro = (...fields: object[]): string => JSON.stringify({ type: 'record', name: 'shop.Order', fields })

const everything: Record<SchemaType, string> = {
  AVRO: avro(
    { name: 'id', type: 'long' },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['OPEN', 'PAID'] }, default: 'OPEN' },
    { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    { name: 'day', type: { type: 'int', logicalType: 'date' } },
    { name: 'clock', type: { type: 'int', logicalType: 'time-millis' } },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } },
    { name: 'wall', type: { type: 'long', logicalType: 'local-timestamp-millis' } },
    { name: 'key', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'wait', type: { type: 'fixed', name: 'Wait', size: 12, logicalType: 'duration' } },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 4 } },
    { name: 'ratio', type: 'double' },
    { name: 'isPaid', type: 'boolean' },
    { name: 'tags', type: { type: 'array', items: 'string' } },
    { name: 'counts', type: { type: 'map', values: 'int' } },
    { name: 'either', type: ['null', 'string', 'long'] },
    { name: 'parent', type: ['null', 'shop.Order'], default: null },
  ),
  JSON: JSON.stringify({
    title: 'Order',
    type: 'object',
    $defs: {
      address: { type: 'object', properties: { city: { type: 'string' } }, additionalProperties: false },
      tree: { type: 'object', properties: { below: { type: 'array', items: { $ref: '#/$defs/tree' } } } },
    },
    required: ['id', 'address', 'status'],
    properties: {
      id: { type: 'integer', minimum: 5 },
      address: { $ref: '#/$defs/address' },
      status: { enum: ['open', 'paid', 3] },
      note: { type: ['string', 'null'] },
      price: { type: 'number', default: 9.5 },
      at: { type: 'string', format: 'date-time' },
      tags: { type: 'array', items: { type: 'string', minLength: 7 } },
      counts: { type: 'object', additionalProperties: { type: 'integer' } },
      either: { oneOf: [{ type: 'boolean' }, { $ref: '#/$defs/address' }] },
      tree: { $ref: '#/$defs/tree' },
      free: {},
    },
  }),
  PROTOBUF: `syntax = "proto3";
    package shop;
    import "google/protobuf/timestamp.proto";
    import "google/protobuf/duration.proto";
    import "google/protobuf/wrappers.proto";
    import "google/protobuf/struct.proto";
    message Order {
      int64 order_id = 1;
      uint32 count = 2;
      Status status = 3;
      Address address = 4;
      repeated string tags = 5;
      map<string, int32> counts = 6;
      google.protobuf.Timestamp at = 7;
      google.protobuf.Duration wait = 8;
      google.protobuf.StringValue note = 9;
      google.protobuf.Struct free = 10;
      optional double ratio = 11;
      bytes hash = 12;
      oneof payment { string card = 13; bool is_cash = 14; }
      Order parent = 15;
      message Address { string city = 1; }
      enum Status { OPEN = 0; PAID = 1; }
    }`,
}
const types = Object.keys(everything) as SchemaType[]
const parse = (type: SchemaType, text = everything[type]): ParsedSchema => parseSchema(type, text)

describe.each(types)('a form of %s', (type) => {
  const schema = parse(type)
  const { model } = schemaForm(schema)

  it('filled with an example is data that the schema takes', () => {
    const { json, problems } = writeDraft(model, openDraft(model, 'example'))
    expect(problems).toEqual([])
    expect(payloadEncoder(schema)(readJson(json)).bytes.length).toBeGreaterThan(0)
  })

  it('gives the JSON back that was put into it', () => {
    const { json } = writeDraft(model, openDraft(model, 'example'))
    expect(writeDraft(model, readDraft(model, json))).toEqual({ json, problems: [] })
  })

  it('says at which field a value is missing or wrong', () => {
    const { json } = writeDraft(model, openDraft(model, 'example'))
    const id = type === 'PROTOBUF' ? 'order_id' : 'id'
    const draft = readDraft(model, json)
    if (draft.kind === 'record') draft.fields[0] = { kind: 'text', text: '12a' }
    expect(writeDraft(model, draft).problems).toEqual([{ path: id, message: 'Enter a whole number.' }])
  })

  it('refuses JSON that it cannot show, with the place', () => {
    const wrong = {
      AVRO: '{"id": "x"}',
      JSON: '{"id": 5, "address": {"zip": 1}}',
      PROTOBUF: '{"address": 5}',
    }
    const paths = { AVRO: 'id', JSON: 'address.zip', PROTOBUF: 'address' }
    expect(() => readDraft(model, wrong[type])).toThrow(FormMismatch)
    expect(() => readDraft(model, wrong[type])).toThrow(expect.objectContaining({ path: paths[type] }))
  })
})

describe('a new form', () => {
  it('has the defaults of an Avro schema filled in', () => {
    const { model } = schemaForm(
      parse(
        'AVRO',
        avro(
          { name: 'a', type: 'string', default: 'x' },
          { name: 'b', type: ['null', 'int'], default: null },
          { name: 'c', type: ['int', 'null'], default: 7 },
          { name: 'd', type: { type: 'array', items: 'int' }, default: [1, 2] },
          { name: 'e', type: { type: 'int', logicalType: 'date' }, default: 0 },
        ),
      ),
    )
    const { json, problems } = writeDraft(model, openDraft(model, 'empty'))
    expect(JSON.parse(json)).toEqual({ a: 'x', b: null, c: 7, d: [1, 2], e: '1970-01-01' })
    expect(problems).toEqual([])
  })

  it('asks for what has none', () => {
    const { model } = schemaForm(
      parse('AVRO', avro({ name: 'n', type: 'int' }, { name: 's', type: 'string' })),
    )
    expect(writeDraft(model, openDraft(model, 'empty')).problems.map(({ path }) => path)).toEqual(['n'])
  })

  it('leaves out what JSON Schema and Protobuf let one leave out', () => {
    const json = schemaForm(parse('JSON')).model
    expect(Object.keys(JSON.parse(writeDraft(json, openDraft(json, 'empty')).json) as object)).toEqual([
      'id',
      'address',
      'status',
      'price',
    ])
    const proto = schemaForm(parse('PROTOBUF')).model
    expect(JSON.parse(writeDraft(proto, openDraft(proto, 'empty')).json)).toEqual({
      order_id: 0,
      count: 0,
      status: 'OPEN',
      tags: [],
      counts: {},
      hash: '',
    })
  })

  it('a record that holds itself ends', () => {
    const { model } = schemaForm(
      parse('AVRO', avro({ name: 'below', type: { type: 'array', items: 'shop.Order' } })),
    )
    expect(JSON.parse(writeDraft(model, openDraft(model, 'example')).json)).toEqual({ below: [] })
  })

  it('of a schema that is too large is a field of JSON', () => {
    const fields = Array.from({ length: 5000 }, (_, index) => ({ name: `f${index}`, type: 'int' }))
    expect(schemaForm(parse('AVRO', avro(...fields))).model.root).toEqual({ kind: 'json' })
  })

  it('of combinations that grow without end is made at once', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `d${index}`,
        index === 39
          ? { type: 'string' }
          : { anyOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
      ]),
    )
    const started = performance.now()
    schemaForm(parse('JSON', JSON.stringify({ $ref: '#/$defs/d0', $defs })))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('data of a form', () => {
  it('keeps every digit: as text for Avro and Protobuf, as a number for JSON Schema', () => {
    const digits = '9223372036854775807'
    const long = schemaForm(parse('AVRO', avro({ name: 'n', type: 'long' }))).model
    expect(writeDraft(long, readDraft(long, `{"n": ${digits}}`)).json).toBe(`{\n  "n": "${digits}"\n}`)
    const document = schemaForm(
      parse('JSON', '{"type":"object","properties":{"n":{"type":"integer"},"d":{"type":"number"}}}'),
    ).model
    const text = `{\n  "n": ${digits},\n  "d": 1.50\n}`
    expect(writeDraft(document, readDraft(document, text)).json).toBe(text)
  })

  it('says which branch of an Avro union is meant, and reads it with and without the name', () => {
    const { model } = schemaForm(parse('AVRO', avro({ name: 'u', type: ['string', 'long', 'null'] })))
    expect(JSON.parse(writeDraft(model, readDraft(model, '{"u": 5}')).json)).toEqual({ u: { long: 5 } })
    expect(JSON.parse(writeDraft(model, readDraft(model, '{"u": {"long": 5}}')).json)).toEqual({
      u: { long: 5 },
    })
    expect(JSON.parse(writeDraft(model, readDraft(model, '{"u": null}')).json)).toEqual({ u: null })
  })

  it('reads Protobuf names as in its JSON', () => {
    const { model } = schemaForm(parse('PROTOBUF'))
    const { json } = writeDraft(model, readDraft(model, '{"orderId": "5", "isCash": true}'))
    expect(JSON.parse(json)).toMatchObject({ order_id: 5, is_cash: true })
  })

  it('keeps properties that an open JSON Schema does not name', () => {
    const { model } = schemaForm(parse('JSON', '{"type":"object","properties":{"a":{"type":"string"}}}'))
    expect(JSON.parse(writeDraft(model, readDraft(model, '{"a": "x", "b": [1]}')).json)).toEqual({
      a: 'x',
      b: [1],
    })
  })

  it('of a chosen Protobuf message is of that message', () => {
    const { model, messages } = schemaForm(parse('PROTOBUF'), 'shop.Order.Address')
    expect(messages).toEqual(['shop.Order', 'shop.Order.Address'])
    expect(JSON.parse(writeDraft(model, openDraft(model, 'example')).json)).toEqual({ city: 'text' })
  })
})

describe('what a serializer says against data', () => {
  it.each([
    ['address.city: wants string, not 5.', 'address.city', 'Wants string, not 5.'],
    ['The value: wants an object (record Order), not 5.', '', 'Wants an object (record Order), not 5.'],
    ['/address/a~1b/0: must be string.', 'address.a/b.0', 'Must be string.'],
    ["The value: must have required property 'id'.", '', "Must have required property 'id'."],
    ['The schema cannot validate: no.', '', 'The schema cannot validate: no.'],
  ])('%s stands at its field', (said, path, message) => {
    expect(readProblem(said)).toEqual({ path, message })
  })
})
