import { describe, expect, it } from 'vitest'
import { parseJsonExactly } from '@/lib/exact-json'
import { writeJson } from '@/lib/schemas/json-text'
import { parseSchema } from '@/lib/schemas/parse'
import type { SchemaType } from '@/lib/schemas/references'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { payloadDecoder } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readFrame, writeFrame } from '@/lib/serdes/wire-format'

function roundTrip(type: SchemaType, text: string, json: string, messageName?: string): string {
  const schema = parseSchema(type, text)
  const bytes = recordEncoder({ id: 7, schema }, messageName)(parseJsonExactly(json))
  const frame = readFrame(bytes)
  expect(frame.schema).toEqual({ id: 7 })
  return schema.schemaType === 'JSON'
    ? bytes.toString('utf8', frame.payloadOffset)
    : writeJson(payloadDecoder(schema)(bytes, frame))
}
const field = (type: unknown): string =>
  JSON.stringify({ type: 'record', name: 'R', fields: [{ name: 'f', type }] })
const decimal = { type: 'bytes', logicalType: 'decimal', precision: 30, scale: 4 }

describe('numbers keep their digits on the way into a record', () => {
  it.each([
    ['a long', field('long'), '{"f":9223372036854775807}', '{"f":"9223372036854775807"}'],
    ['1.0 for a double', field('double'), '{"f":1.0}', '{"f":1}'],
    [
      'an integer beyond 2^53 for a double',
      field('double'),
      '{"f":9007199254740994}',
      '{"f":9007199254740994}',
    ],
    ['a decimal', field(decimal), '{"f":12345678901234567890.1234}', '{"f":"12345678901234567890.1234"}'],
    [
      'a long in a union with text',
      field(['string', 'long']),
      '{"f":9007199254740993}',
      '{"f":"9007199254740993"}',
    ],
    ['digits as text in a union with numbers', field(['null', 'long', 'string']), '{"f":"18"}', '{"f":"18"}'],
  ])('Avro: %s', (_what, schema, json, read) => {
    expect(roundTrip('AVRO', schema, json)).toBe(read)
  })

  it('Avro: text in a union stays text, a number a number', () => {
    const schema = parseSchema('AVRO', field(['null', 'long', 'string']))
    const branchOf = (json: string): number | undefined =>
      recordEncoder({ id: 1, schema })(parseJsonExactly(json))[5]
    expect([branchOf('{"f":18}'), branchOf('{"f":"18"}'), branchOf('{"f":null}')]).toEqual([2, 4, 0])
  })

  it('Protobuf: 64-bit integers, doubles and google.protobuf.Value', () => {
    const proto = `syntax = "proto3";
      import "google/protobuf/struct.proto";
      message First { int64 a = 1; }
      message R { uint64 big = 1; double d = 2; google.protobuf.Value any = 3; }`
    const json = '{"big":18446744073709551615,"d":1.0,"any":2.50}'
    expect(roundTrip('PROTOBUF', proto, json, 'R')).toBe('{"big":"18446744073709551615","d":1,"any":2.5}')
  })

  it('JSON Schema: the document is written as it came', () => {
    const schema = '{"type":"object","properties":{"n":{"type":"integer"}}}'
    expect(roundTrip('JSON', schema, '{"n": 9007199254740993, "x": 1.0}')).toBe(
      '{"n":9007199254740993,"x":1.0}',
    )
  })
})

describe('what does not fit names its place', () => {
  it.each<[SchemaType, string, string, RegExp]>([
    ['AVRO', field({ type: 'array', items: 'int' }), '{"f":[1,"x"]}', /^f\.1: /],
    ['AVRO', field('string'), '{"f":9007199254740993}', /^f: wants string, not 9007199254740993/],
    ['JSON', '{"properties":{"n":{"type":"integer"}}}', '{"n":"x"}', /^\/n: /],
    ['PROTOBUF', 'syntax = "proto3"; message R { int32 n = 1; }', '{"n":2147483648}', /^n: /],
  ])('%s', (type, schema, json, message) => {
    const act = (): string => roundTrip(type, schema, json)
    expect(act).toThrow(SerdesError)
    expect(act).toThrow(message)
  })
})

describe('a few bytes that stand for endlessly many values', () => {
  const read = (type: SchemaType, text: string, payload: Buffer): void => {
    const bytes = writeFrame(1, payload, type === 'PROTOBUF' ? [0] : undefined)
    payloadDecoder(parseSchema(type, text))(bytes, readFrame(bytes))
  }
  const tooMany = /more values than can be read/

  it('Avro: records of records of nulls', () => {
    let type: unknown = 'null'
    for (let level = 0; level < 12; level++) {
      const name = `L${level}`
      const rest = Array.from({ length: 9 }, (_, index) => ({
        name: `f${index}`,
        type: level === 0 ? 'null' : `L${level - 1}`,
      }))
      type = { type: 'record', name, fields: [{ name: 'first', type }, ...rest] }
    }
    expect(() => read('AVRO', JSON.stringify(type), Buffer.alloc(0))).toThrow(tooMany)
  })

  it('Protobuf: empty messages with a thousand defaults, in lists and in maps', () => {
    const fields = Array.from({ length: 1000 }, (_, index) => `int32 f${index} = ${index + 1};`).join('')
    const wide = `message Wide { ${fields} }`
    const list = `syntax = "proto3"; message R { repeated Wide w = 1; } ${wide}`
    expect(() => read('PROTOBUF', list, Buffer.alloc(20_000, Buffer.from([10, 0])))).toThrow(tooMany)
    const map = `syntax = "proto3"; message R { map<int32, Wide> w = 1; } ${wide}`
    const entries = Array.from({ length: 5000 }, (_, key) => [10, 3, 8, 0x80 | (key & 0x7f), key >> 7]).flat()
    expect(() => read('PROTOBUF', map, Buffer.from(entries))).toThrow(tooMany)
  })
})
