// Connect's data in Protobuf, as Confluent's ProtobufConverter has them; protobufjs is the judge of files and bytes.
import protobuf from 'protobufjs'
import { expect, test } from 'vitest'
import { protobufCodec } from '@/lib/connectors/converters/protobuf/codec'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { parseSchema } from '@/lib/schemas/parse'
import { randomStruct, randomValue } from '@/tests/support/connect-data'
import { valueForJudge } from '@/tests/support/connect-judge/judge'
import { seededRandom, seeds } from '@/tests/support/random'

const frame = { schema: { id: 1 }, payloadOffset: 0, headerIndexes: [0] }
const nullable = { 'optional.for.nullables': 'true' }

function write(schema: ConnectSchema, value: ConnectValue, properties: Record<string, string> = {}) {
  const codec = protobufCodec(properties)
  const text = codec.textOf(schema)
  return { text, bytes: codec.writer(schema, parseSchema('PROTOBUF', text))(value).bytes }
}

const read = (text: string, bytes: Buffer, properties: Record<string, string> = {}) =>
  protobufCodec(properties).reader(parseSchema('PROTOBUF', text))(bytes, frame)

test.each([nullable, { 'wrapper.for.nullables': 'true' }])(
  'every message comes back with its values and nulls with %j, 200 random ones',
  (properties) => {
    for (const seed of seeds(200)) {
      const random = seededRandom(seed)
      const schema = randomStruct(random, 3, { named: true, flat: true })
      const value = randomValue(random, schema)
      const { text, bytes } = write(schema, value, properties)
      const back = read(text, bytes, properties)
      expect([seed, valueForJudge(back.schema, back.value)]).toEqual([
        seed,
        valueForJudge(back.schema, value),
      ])
      expect([seed, valueForJudge(schema, back.value)]).toEqual([seed, valueForJudge(schema, value)])
    }
  },
)

const shop = `syntax = "proto3";
package shop;
message Order {
  int32 id = 1;
  optional string note = 2;
  Suit suit = 3;
  oneof payment { string card = 4; int64 cash = 5; }
  map<string, int32> counts = 6;
  repeated Line lines = 7;
  Line first = 8;
  uint64 large = 9;
  bytes raw = 10;
  double price = 11;
  message Line { string name = 1; Line inner = 2; }
  enum Suit { SPADES = 0; HEARTS = 5; }
}`

const sample = {
  ...{ id: 7, note: 'x', suit: 5, cash: 12, counts: { a: 1 }, lines: [{ name: 'l', inner: { name: 'm' } }] },
  ...{ large: 5, raw: Buffer.from([1, 2]), price: 1.5 },
}

const encode = (message: object): Buffer => {
  const type = protobuf.parse(shop, { keepCase: true }).root.lookupType('shop.Order')
  return Buffer.from(type.encode(type.fromObject(message)).finish())
}

test('what protobufjs wrote is read: scalars, oneof, map, enum, nested and recursive messages', () => {
  const { schema, value } = read(shop, encode(sample))
  expect(schema?.name).toBe('Order')
  expect(schema?.fields?.map((one) => [one.name, one.schema.type])).toEqual([
    ...[
      ['payment_0', 'STRUCT'],
      ['id', 'INT32'],
      ['note', 'STRING'],
      ['suit', 'STRING'],
    ],
    ...[
      ['counts', 'MAP'],
      ['lines', 'ARRAY'],
      ['first', 'STRUCT'],
      ['large', 'INT64'],
      ['raw', 'BYTES'],
      ['price', 'FLOAT64'],
    ],
  ])
  expect(value).toEqual({
    payment_0: { card: null, cash: 12 },
    ...{ id: 7, note: 'x', suit: 'HEARTS', counts: new Map([['a', 1]]) },
    lines: [{ name: 'l', inner: { name: 'm', inner: null } }],
    ...{ first: null, large: 5, raw: Buffer.from([1, 2]), price: 1.5 },
  })
  const unset = read(shop, encode({})).value
  expect(unset).toMatchObject({ payment_0: null, id: 0, note: null, suit: 'SPADES', lines: [], first: null })
})

test('the switches: full names, numbers for enums, oneofs without index or flat, optional fields', () => {
  const schemaWith = (properties: Record<string, string>) => read(shop, encode(sample), properties).schema
  const names = (properties: Record<string, string>) =>
    schemaWith(properties)?.fields?.map(({ name }) => name)
  expect(schemaWith({ 'enhanced.protobuf.schema.support': 'true' })?.name).toBe('shop.Order')
  expect(names({ 'generate.index.for.unions': 'false' })?.[0]).toBe('payment')
  expect(names({ 'flatten.unions': 'true' })).toContain('cash')
  const numbers = read(shop, encode(sample), { 'int.for.enums': 'true' })
  expect(numbers.value).toMatchObject({ suit: 5 })
  const optional = schemaWith(nullable)?.fields?.filter(({ schema }) => !schema.optional)
  expect(optional?.map(({ name }) => name)).toEqual(['id', 'large', 'raw', 'price'])
})

const alone: [ConnectSchema, ConnectValue][] = [
  [schemas.optionalString, 'x'],
  [schemas.int8, -3],
  [schemas.int64, 9_007_199_254_740_993n],
  [schemas.float32, 1.5],
  [schemas.float64, -0.1],
  [schemas.boolean, false],
  [schemas.bytes, Buffer.from([0, 255])],
]

test('a value that is no message goes in the wrapper of its type, and comes back as it was', () => {
  for (const [schema, value] of alone) {
    const { text, bytes } = write(schema, value)
    const name = /message (\w+)/.exec(text)?.[1] ?? ''
    const type = protobuf.parse(text, { keepCase: true }).root.lookupType(`google.protobuf.${name}`)
    expect(type.decode(bytes)).toHaveProperty('value')
    expect(valueForJudge(schema, read(text, bytes).value)).toEqual(valueForJudge(schema, value))
    const whole = read(text, bytes, { 'wrapper.for.raw.primitives': 'false' })
    expect(whole.schema).toMatchObject({ type: 'STRUCT', name })
  }
})

const old = `syntax = "proto2";
message A { optional int32 x = 1; required string s = 2; optional B b = 3; }
message B { optional string n = 1; optional B more = 2; repeated int32 r = 3; }`

test('what is not set: null, the default of its type in proto2 without its optional, or a message of defaults', () => {
  const bytes = Buffer.from([18, 1, 97])
  expect(read(old, bytes).value).toEqual({ x: null, s: 'a', b: null })
  expect(read(old, bytes, nullable).value).toEqual({ x: null, s: 'a', b: null })
  const numbers = read(old, bytes, { ...nullable, 'optional.for.proto2': 'false' })
  expect(numbers.schema?.fields?.map(({ schema }) => schema.optional)).toEqual([false, false, true])
  expect(numbers.value).toEqual({ x: 0, s: 'a', b: null })
  expect(read(old, bytes, { 'generate.struct.for.nulls': 'true' }).value).toEqual({
    ...{ x: null, s: 'a' },
    b: { n: null, more: null, r: [] },
  })
})

test('a message keeps its numbers, enums, oneofs and known types when it is written again', () => {
  const { schema, value } = read(
    shop.replace('Line inner = 2;', ''),
    encode({ ...sample, lines: [{ name: 'l' }] }),
  )
  if (schema === null) throw new Error('No schema.')
  const again = write(schema, value)
  expect(again.text).toContain('enum Suit { SPADES = 0; HEARTS = 5; }')
  expect(again.text).toMatch(/oneof payment \{\n\s*string card = 4;\n\s*int64 cash = 5;/)
  expect(read(again.text, again.bytes).value).toEqual(value)
  const times = schemas.structOf([
    schemas.field('d', schemas.date),
    schemas.field('t', schemas.time),
    schemas.field('at', schemas.timestamp),
    schemas.field('price', schemas.decimalOf(2)),
  ])
  const { text, bytes } = write(times, {
    ...{ d: new Date('2024-02-29'), t: new Date(3_723_004), at: new Date(-1) },
    price: { unscaled: -1250n, scale: 2 },
  })
  expect(text).toContain('.google.type.Date d = 1;')
  const back = read(text, bytes)
  expect(valueForJudge(back.schema, back.value)).toEqual({
    struct: {
      d: { date: 1_709_164_800_000 },
      t: { date: 3_723_004 },
      at: { date: -1 },
      price: { decimal: '-12.50' },
    },
  })
})

test('what Protobuf cannot have is refused in words', () => {
  const text = (schema: ConnectSchema) => () => protobufCodec({}).textOf(schema)
  const nested = schemas.arrayOf(schemas.arrayOf(schemas.int32))
  expect(text(schemas.structOf([schemas.field('a', nested)]))).toThrow(
    'Field a: Protobuf has no list of lists',
  )
  expect(text(schemas.structOf([schemas.field('m', schemas.mapOf(schemas.float64, schemas.int32))]))).toThrow(
    'Field m: Protobuf has no map with keys of type FLOAT64',
  )
  expect(text(nested)).toThrow('a ARRAY alone cannot be written')
  const alone = () => protobufCodec({ 'wrapper.for.raw.primitives': 'false' }).textOf(schemas.int32)
  expect(alone).toThrow('a INT32 alone cannot be written')
  expect(() => protobufCodec({}).textOf(null)).toThrow('Protobuf needs a schema')
})
