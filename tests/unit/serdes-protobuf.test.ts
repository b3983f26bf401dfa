import protobuf from 'protobufjs'
import { describe, expect, test } from 'vitest'
import type { Json } from '@/lib/schemas/json-text'
import { parseProtobuf } from '@/lib/schemas/protobuf/schema'
import { noReferences } from '@/lib/schemas/references'
import { decodeProto } from '@/lib/serdes/proto-decode'
import { encodeProto } from '@/lib/serdes/proto-encode'
import { SerdesError } from '@/lib/serdes/serdes-error'

const poolOf = (text: string) => parseProtobuf(`syntax = "proto3"; ${text}`, noReferences).pool
const imports = ['timestamp', 'duration', 'wrappers', 'struct', 'field_mask', 'any']
  .map((name) => `import "google/protobuf/${name}.proto";`)
  .join(' ')
const known = poolOf(`${imports} import "confluent/type/decimal.proto"; message M {
  google.protobuf.Timestamp at = 1; google.protobuf.Duration took = 2; google.protobuf.Int64Value count = 3;
  google.protobuf.Struct any = 4; google.protobuf.Value value = 5; google.protobuf.FieldMask mask = 6;
  confluent.type.Decimal price = 7; }`)
const scalars = `message M { double a = 1; float b = 2; int32 c = 3; int64 d = 4; uint32 e = 5; uint64 f = 6; sint32 g = 7;
  sint64 h = 8; fixed32 i = 9; fixed64 j = 10; sfixed32 k = 11; sfixed64 l = 12; bool m = 13; string n = 14; bytes o = 15;
  repeated int32 p = 16; repeated string q = 17; map<string, M> r = 18; map<int64, bool> s = 19; E t = 20; optional int32 u = 21;
  oneof v { string w = 22; M x = 23; } repeated E y = 24; enum E { Z = 0; ONE = 1; } }`
const full: { [key: string]: Json } = {
  a: 0.1,
  b: 1.5,
  c: -2147483648,
  d: '-9223372036854775808',
  e: 4294967295,
  f: '18446744073709551615',
  g: -7,
  h: '-9223372036854775808',
  i: 4294967295,
  j: '18446744073709551615',
  k: -1,
  l: -1,
  m: true,
  n: 'é€😀',
  o: 'AP8=',
  p: [1, -1, 300],
  q: ['', 'x'],
  r: { k: { c: 5 } },
  s: { '-5': true, '7': false },
  t: 'ONE',
  u: 0,
  x: { n: 'inner' },
  y: ['ONE', 'Z'],
}
const kindOf = (act: () => unknown) => {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof SerdesError ? error.kind : error
  }
}

describe('Protobuf', () => {
  test('protobufjs reads what we write, and we read what it writes', () => {
    const type = protobuf.parse(`syntax = "proto3"; ${scalars}`, { keepCase: true }).root.lookupType('M')
    const pool = poolOf(scalars)
    const ours = encodeProto(pool, 'M', full)
    const options = { longs: String, enums: String, bytes: String }
    const read = type.toObject(type.decode(ours), options)
    expect(read).toMatchObject({ ...full, l: '-1', r: { k: { c: 5 } } })
    const theirs = Buffer.from(type.encode(type.fromObject(full)).finish())
    expect(decodeProto(pool, 'M', theirs)).toMatchObject(full)
    expect(decodeProto(pool, 'M', ours)).toEqual(decodeProto(pool, 'M', theirs))
  })

  test('what cannot be unset has its default, what can be is left out', () => {
    const pool = poolOf(
      'message M { int32 a = 1; optional int32 b = 2; M c = 3; repeated int32 d = 4; map<string, int32> e = 5; string f = 6; }',
    )
    expect(decodeProto(pool, 'M', Buffer.alloc(0))).toEqual({ a: 0, d: [], e: {}, f: '' })
    expect(encodeProto(pool, 'M', { a: 0, f: '', d: [], b: null }).length).toBe(0)
    expect(encodeProto(pool, 'M', { b: 0 }).toString('hex')).toBe('1000')
  })

  test.each<[string, Json]>([
    ['timestamp', { at: '1969-12-31T23:59:59.999999999Z' }],
    ['milliseconds', { at: '2024-02-29T12:34:56.700Z' }],
    ['duration', { took: '-1.5s' }],
    ['wrapper', { count: 0 }],
    ['struct', { any: { a: 1, b: [null, { c: 'x' }], d: true } }],
    ['null as a value', { value: null }],
    ['field mask', { mask: 'a,b.c' }],
    ['decimal', { price: '-12345678901234567890.10' }],
  ])('%s has its plain form', (_name, value) => {
    expect(decodeProto(known, 'M', encodeProto(known, 'M', value))).toEqual(value)
  })

  test('names in lowerCamelCase and json_name are understood', () => {
    const pool = poolOf('message M { int32 some_field = 1; int32 b = 2 [json_name = "x"]; }')
    expect(decodeProto(pool, 'M', encodeProto(pool, 'M', { someField: 1, x: 2 }))).toEqual({
      some_field: 1,
      b: 2,
    })
  })

  test('unknown fields are skipped, packed and unpacked lists are both read, the last of a oneof counts', () => {
    const pool = poolOf('message M { repeated int32 p = 1; oneof o { int32 a = 2; int32 b = 3; } }')
    const bytes = Buffer.from('0801' + '0a020203' + '1005' + '1806' + 'fa0103616263', 'hex')
    expect(decodeProto(pool, 'M', bytes)).toEqual({ p: [1, 2, 3], b: 6 })
  })

  test('groups of proto2', () => {
    const { pool } = parseProtobuf(
      'message M { repeated group G = 1 { optional int32 a = 2; } }',
      noReferences,
    )
    const value: Json = { g: [{ a: 1 }, {}] }
    expect(encodeProto(pool, 'M', value).toString('hex')).toBe('0b10010c0b0c')
    expect(decodeProto(pool, 'M', encodeProto(pool, 'M', value))).toEqual(value)
  })

  test.each<[string, string, string]>([
    ['a text longer than the payload', '720a41', 'truncated'],
    ['half a number', '1880', 'truncated'],
    ['a number of eleven bytes', `18${'ff'.repeat(10)}01`, 'undecodable'],
    ['a wire type that is not there', '06', 'undecodable'],
    ['a group that ends without a start', '0c', 'undecodable'],
    ['messages in messages without end', 'ba01'.repeat(1), 'truncated'],
  ])('%s is told', (_name, hex, kind) => {
    expect(kindOf(() => decodeProto(poolOf(scalars), 'M', Buffer.from(hex, 'hex')))).toBe(kind)
  })

  test.each<[string, Json, string]>([
    ['another type', { c: 'x' }, 'c: wants int32, not "x".'],
    ['too large', { c: 2147483648 }, 'c: wants int32, not 2147483648.'],
    ['an unknown field', { zz: 1 }, 'zz: wants nothing: the schema has no such field, not 1.'],
    ['an unknown symbol', { t: 'TWO' }, 't: wants one of Z, ONE, not "TWO".'],
    ['two of one oneof', { w: 'x', x: {} }, 'of the same oneof is set'],
    ['inside of a map', { r: { k: { m: 1 } } }, 'r.k.m: wants bool, not 1.'],
  ])('cannot be written: %s', (_name, value, reason) => {
    expect(() => encodeProto(poolOf(scalars), 'M', value)).toThrow(reason)
    expect(kindOf(() => encodeProto(poolOf(scalars), 'M', value))).toBe('unencodable')
  })
})
