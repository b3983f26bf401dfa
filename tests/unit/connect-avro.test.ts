// Connect's data in Avro, as Confluent's AvroConverter has them; avsc is the judge of schemas and bytes.
import { Type } from 'avsc'
import { expect, test } from 'vitest'
import { avroCodec } from '@/lib/connectors/converters/avro/codec'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { parseSchema } from '@/lib/schemas/parse'
import { randomSchema, randomValue } from '@/tests/support/connect-data'
import { schemaForJudge, valueForJudge } from '@/tests/support/connect-judge/judge'
import { seededRandom, seeds } from '@/tests/support/random'

const frame = { schema: { id: 1 }, payloadOffset: 0, headerIndexes: null }

const codecOf = (properties: Record<string, string> = {}) => avroCodec(properties)

function write(
  schema: ConnectSchema | null,
  value: ConnectValue,
  properties = {},
): { text: string; bytes: Buffer } {
  const codec = codecOf(properties)
  const text = codec.textOf(schema)
  return { text, bytes: codec.writer(schema, parseSchema('AVRO', text))(value).bytes }
}

const read = (text: string, bytes: Buffer, properties = {}) =>
  codecOf(properties).reader(parseSchema('AVRO', text))(bytes, frame)

const schemaOf = (avro: unknown, properties = {}) =>
  schemaForJudge(
    read.bind(null, JSON.stringify(avro))(Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0]), properties).schema,
  )

test('every schema and value comes back as it was, 400 random ones; avsc reads the bytes and writes as many', () => {
  for (const seed of seeds(400)) {
    const random = seededRandom(seed)
    const schema = schemas.requiredOf(
      randomSchema(random, 3, { named: true, anyKeys: true, defaults: seed % 2 === 0 }),
    )
    const value = randomValue(random, schema)
    const { text, bytes } = write(schema, value, { 'ignore.default.for.nullables': 'true' })
    const back = read(text, bytes)
    expect([seed, schemaForJudge(back.schema)]).toEqual([seed, schemaForJudge(schema)])
    expect([seed, valueForJudge(schema, back.value)]).toEqual([seed, valueForJudge(schema, value)])
    // avsc has no numbers beyond 2^53, and defaults of the first branch only.
    if (seed % 2 === 0 || /922337203685477580/.test(JSON.stringify(valueForJudge(schema, value)))) continue
    const type = Type.forSchema(JSON.parse(text) as Parameters<typeof Type.forSchema>[0], {
      wrapUnions: true,
    })
    // Its maps order their keys anew.
    expect(type.toBuffer(type.fromBuffer(bytes))).toHaveLength(bytes.length)
  }
})

test('data without a schema go as Anything and come back without one', () => {
  const value = { a: 1, b: [true, null, 1.5, 'x'], c: { d: Buffer.from([1]) } }
  const { text, bytes } = write(null, value)
  const back = read(text, bytes)
  expect(back.schema).toBeNull()
  expect(valueForJudge(null, back.value)).toEqual(valueForJudge(null, value))
})

test('an optional field is a union with null first, or last where it has a default', () => {
  const schema = schemas.structOf(
    [
      schemas.field('a', schemas.optionalInt32),
      schemas.field('b', schemas.schemaOf('STRING', { optional: true, default: 'x' })),
      schemas.field('c', schemas.schemaOf('INT8', { doc: 'small' })),
    ],
    { name: 'shop.Order', version: 3 },
  )
  expect(JSON.parse(codecOf().textOf(schema))).toEqual({
    type: 'record',
    name: 'Order',
    namespace: 'shop',
    fields: [
      { name: 'a', type: ['null', 'int'], default: null },
      { name: 'b', type: [{ type: 'string', 'connect.default': 'x' }, 'null'], default: 'x' },
      { name: 'c', type: { type: 'int', 'connect.doc': 'small', 'connect.type': 'int8' } },
    ],
    'connect.version': 3,
    'connect.name': 'shop.Order',
  })
  const bare = JSON.parse(codecOf({ 'connect.meta.data': 'false' }).textOf(schema)) as object
  expect(JSON.stringify(bare)).not.toContain('connect.')
})

test('logical types are those of Avro: decimal, date, time-millis, timestamp-millis', () => {
  const text = (schema: ConnectSchema): unknown =>
    JSON.parse(codecOf({ 'connect.meta.data': 'false' }).textOf(schema))
  expect(text(schemas.decimalOf(2))).toEqual({
    type: 'bytes',
    logicalType: 'decimal',
    precision: 64,
    scale: 2,
  })
  expect(text(schemas.date)).toEqual({ type: 'int', logicalType: 'date' })
  expect(text(schemas.time)).toEqual({ type: 'int', logicalType: 'time-millis' })
  expect(text(schemas.timestamp)).toEqual({ type: 'long', logicalType: 'timestamp-millis' })
  expect(schemaOf({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 })).toMatchObject({
    name: 'org.apache.kafka.connect.data.Decimal',
    parameters: { scale: '2', 'connect.decimal.precision': '9' },
  })
  expect(schemaOf({ type: 'long', logicalType: 'timestamp-micros' })).toEqual({
    type: 'INT64',
    optional: false,
  })
})

const suit = { type: 'enum', name: 'shop.Suit', symbols: ['SPADES', 'HEARTS'] }

test('an enum is a string that knows its symbols, and with enhanced support an enum again', () => {
  const { schema, value } = read(JSON.stringify(suit), Buffer.from([2]))
  expect(value).toBe('HEARTS')
  expect(schemaForJudge(schema)).toEqual({
    ...{ type: 'STRING', optional: false, name: 'shop.Suit' },
    parameters: {
      'io.confluent.connect.avro.Enum': 'shop.Suit',
      'io.confluent.connect.avro.Enum.SPADES': 'SPADES',
      'io.confluent.connect.avro.Enum.HEARTS': 'HEARTS',
    },
  })
  expect(JSON.parse(codecOf({ 'connect.meta.data': 'false' }).textOf(schema))).toBe('string')
  const enhanced = { 'enhanced.avro.schema.support': 'true', 'connect.meta.data': 'false' }
  expect(JSON.parse(codecOf(enhanced).textOf(schema))).toMatchObject({ type: 'enum', symbols: suit.symbols })
  expect(write(schema, 'HEARTS', enhanced).bytes).toEqual(Buffer.from([2]))
})

const union = [
  'null',
  'int',
  'string',
  { type: 'record', name: 'shop.A', fields: [{ name: 'x', type: 'int' }] },
]

test('a union of several types is a struct of which one field is set, and a union again', () => {
  const type = Type.forSchema(union as Parameters<typeof Type.forSchema>[0], { wrapUnions: true })
  const bytes = type.toBuffer({ 'shop.A': { x: 7 } })
  const { schema, value } = read(JSON.stringify(union), bytes)
  expect(schema).toMatchObject({ type: 'STRUCT', name: 'io.confluent.connect.avro.Union', optional: true })
  expect(schema?.fields?.map(({ name }) => name)).toEqual(['int', 'string', 'A'])
  expect(valueForJudge(schema, value)).toEqual({
    struct: { int: null, string: null, A: { struct: { x: { int32: 7 } } } },
  })
  expect(write(schema, value).bytes).toEqual(bytes)
  expect(write(schema, null).bytes).toEqual(type.toBuffer(null))
  const full = read(JSON.stringify(union), bytes, { 'enhanced.avro.schema.support': 'true' }).schema
  expect(full?.fields?.map(({ name }) => name)).toEqual(['int', 'string', 'shop.A'])
})

test('a record that holds itself is read and written', () => {
  const tree = {
    type: 'record',
    name: 'shop.Tree',
    fields: [
      { name: 'name', type: 'string', default: 'leaf' },
      { name: 'children', type: { type: 'array', items: 'shop.Tree' } },
      { name: 'parent', type: ['null', 'shop.Tree'], default: null },
    ],
  }
  const type = Type.forSchema(tree as Parameters<typeof Type.forSchema>[0])
  const value = { name: 'a', children: [{ name: 'b', children: [], parent: null }], parent: null }
  const bytes = type.toBuffer(value)
  const back = read(JSON.stringify(tree), bytes)
  expect(back.value).toMatchObject(value)
  expect(write(back.schema, back.value).bytes).toEqual(bytes)
  expect(schemas.equalSchemas(back.schema, read(JSON.stringify(tree), bytes).schema)).toBe(true)
})

test('what Avro cannot have is refused in words: names used twice, null where none may be, foreign characters', () => {
  const inner = (name: string, schema: ConnectSchema) =>
    schemas.field(name, schemas.structOf([schemas.field('x', schema)], { name: 'Same' }))
  const twice = schemas.structOf([inner('a', schemas.int32), inner('b', schemas.string)], { name: 'Outer' })
  expect(() => codecOf().textOf(twice)).toThrow("Can't redefine: Same")
  const order = schemas.structOf([schemas.field('id', schemas.int32)], { name: 'Order' })
  expect(() => write(order, { id: null })).toThrow('Field id: Found null value for non-optional schema')
  expect(() => write(order, { id: 'x' })).toThrow('Field id: Invalid type for INT32: class java.lang.String')
  const odd = schemas.structOf([schemas.field('unit price', schemas.int32)], { name: 'my-shop.Order!' })
  expect(() => parseSchema('AVRO', codecOf().textOf(odd))).toThrow('Illegal name')
  const scrubbed = { 'scrub.invalid.names': 'true' }
  const { text, bytes } = write(odd, { 'unit price': 5 }, scrubbed)
  expect(JSON.parse(text)).toMatchObject({
    ...{ name: 'Order_21', namespace: 'my_shop' },
    fields: [{ name: 'unit_price', type: 'int' }],
  })
  expect(bytes).toEqual(Buffer.from([10]))
})

test('a schema with a default and a null value writes the default; ignore.default.for.nullables keeps the null', () => {
  const schema = schemas.structOf([
    schemas.field('a', schemas.schemaOf('INT32', { optional: true, default: 5 })),
  ])
  expect(write(schema, { a: null }).bytes).toEqual(Buffer.from([0, 10]))
  expect(write(schema, { a: null }, { 'ignore.default.for.nullables': 'true' }).bytes).toEqual(
    Buffer.from([2]),
  )
})

test('keys of a map that may be null are those of a map of Avro where that is allowed', () => {
  const map = schemas.mapOf(schemas.optionalString, schemas.int32, { default: new Map([['a', 1]]) })
  expect(JSON.parse(write(map, new Map([['b', 2]])).text)).toMatchObject({ type: 'array' })
  const allowed = { 'allow.optional.map.keys': 'true' }
  const { text, bytes } = write(map, new Map([['b', 2]]), allowed)
  expect(JSON.parse(text)).toMatchObject({ type: 'map', values: 'int', 'connect.default': { a: 1 } })
  expect(read(text, bytes).value).toEqual(new Map([['b', 2]]))
})
