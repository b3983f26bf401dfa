import avsc from 'avsc'
import { describe, expect, test } from 'vitest'
import { parseAvro } from '@/lib/schemas/avro/parse'
import type { Json } from '@/lib/schemas/json-text'
import { noReferences } from '@/lib/schemas/references'
import { avroDecoder } from '@/lib/serdes/avro-decode'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import type { AvroForm } from '@/lib/serdes/avro-leaf'
import { resolvingAvroDecoder } from '@/lib/serdes/avro-resolve'
import { SerdesError, type SerdesErrorKind } from '@/lib/serdes/serdes-error'

const parse = (schema: unknown) => parseAvro(JSON.stringify(schema), noReferences).root
const encode = (schema: unknown, value: Json) => avroEncoder(parse(schema))(value)
const decode = (schema: unknown, bytes: Buffer, form?: AvroForm) => avroDecoder(parse(schema), form)(bytes, 0)
const record = (...fields: unknown[]) => ({ type: 'record', name: 'R', fields })
const logical = (type: string, logicalType: string, more: object = {}) => ({ type, logicalType, ...more })
const fixed = (size: number, more: object = {}) => ({ type: 'fixed', name: 'F', size, ...more })
const array = (items: unknown) => ({ type: 'array', items })

const kindOf = (act: () => unknown): SerdesErrorKind | null => {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof SerdesError) return error.kind
    throw error
  }
}

describe('What goes in comes out', () => {
  test.each<[string, unknown, Json, Json?]>([
    ['null', 'null', null],
    ['boolean', 'boolean', true],
    ['int', 'int', -2147483648],
    ['long that a double holds', 'long', -9007199254740991],
    ['long that it does not', 'long', '-9223372036854775808'],
    ['long at the other end', 'long', '9223372036854775807'],
    ['float', 'float', 1.5],
    ['double', 'double', 0.1],
    ['not a number', 'double', 'NaN'],
    ['infinity', 'float', '-Infinity'],
    ['bytes', 'bytes', 'AP8='],
    ['text', 'string', 'a € 😀 and more than twenty-four bytes'],
    ['fixed', fixed(2), 'AP8='],
    ['enum', { type: 'enum', name: 'E', symbols: ['A', 'B'] }, 'B'],
    ['array', array('int'), [1, 2, 3]],
    ['map', { type: 'map', values: 'int' }, { a: 1, b: 2 }],
    ['union', ['null', 'int', 'string'], 'x'],
    ['decimal', logical('bytes', 'decimal', { precision: 9, scale: 2 }), '-12345.60'],
    ['decimal of a number', logical('bytes', 'decimal', { precision: 9, scale: 2 }), 1.5, '1.50'],
    ['decimal in fixed', fixed(5, logical('fixed', 'decimal', { precision: 9, scale: 3 })), '0.007'],
    ['date', logical('int', 'date'), '1969-12-31'],
    ['time', logical('int', 'time-millis'), '23:59:59.999'],
    ['time in microseconds', logical('long', 'time-micros'), '00:00:00.000001'],
    ['timestamp', logical('long', 'timestamp-millis'), '2024-02-29T12:34:56.789Z'],
    [
      'timestamp with another zone',
      logical('long', 'timestamp-millis'),
      '2024-02-29T12:34:56+02:00',
      '2024-02-29T10:34:56.000Z',
    ],
    ['timestamp as a count', logical('long', 'timestamp-millis'), 0, '1970-01-01T00:00:00.000Z'],
    ['microseconds before 1970', logical('long', 'timestamp-micros'), '1969-12-31T23:59:59.999999Z'],
    ['nanoseconds', logical('long', 'timestamp-nanos'), '2024-02-29T12:34:56.123456789Z'],
    ['local timestamp', logical('long', 'local-timestamp-micros'), '2024-02-29T12:34:56.000001'],
    ['uuid', logical('string', 'uuid'), '2f0e1a4c-0000-4000-8000-00000000abcd'],
    ['uuid in fixed', fixed(16, logical('fixed', 'uuid')), '2f0e1a4c-0000-4000-8000-00000000abcd'],
    ['duration', fixed(12, logical('fixed', 'duration')), { months: 1, days: 2, millis: 4294967295 }],
    [
      'a field named like the prototype',
      record({ name: '__proto__', type: 'int' }),
      JSON.parse('{"__proto__":1}') as Json,
    ],
  ])('%s', (_name, schema, value, expected = value) => {
    expect(decode(schema, encode(schema, value))).toEqual(expected)
  })

  test('the counts and bytes below logical types, when asked for', () => {
    const base = (schema: unknown, value: Json) =>
      decode(schema, encode(schema, value), { logicalTypes: 'base' })
    expect(base(logical('int', 'date'), '1970-01-02')).toBe(1)
    expect(base(logical('long', 'timestamp-millis'), '1970-01-01T00:00:01Z')).toBe(1000)
    expect(base(logical('bytes', 'decimal', { precision: 4, scale: 2 }), '2.55')).toBe('AP8=')
  })

  test('a date beyond what a calendar here holds is its count', () => {
    expect(decode(logical('long', 'timestamp-millis'), encode('long', '9223372036854775807'))).toBe(
      '9223372036854775807',
    )
  })

  test('branches by name: read when asked for, and written', () => {
    const schema = ['null', 'string', logical('int', 'date')]
    expect(decode(schema, encode(schema, { int: '2024-01-01' }), { unions: 'tagged' })).toEqual({
      int: '2024-01-01',
    })
    expect(decode(schema, encode(schema, '2024-01-01'), { unions: 'tagged' })).toEqual({
      string: '2024-01-01',
    })
    expect(decode(schema, encode(schema, null), { unions: 'tagged' })).toBeNull()
  })

  test('a field that is missing takes its default', () => {
    const schema = record(
      { name: 'a', type: 'int' },
      { name: 'b', type: 'bytes', default: '\u00ff' },
      { name: 'c', type: ['null', 'int'], default: null },
      { name: 'd', type: 'long', default: 5 },
    )
    expect(decode(schema, encode(schema, { a: 1 }))).toEqual({ a: 1, b: '/w==', c: null, d: 5 })
  })

  test('avsc reads what we write and writes what we read: 300 random schemas', () => {
    for (let seed = 0; seed < 300; seed++) {
      const type = avsc.Type.forSchema(randomSchema(seed) as avsc.Schema, { wrapUnions: true })
      const own = parse(type.schema({ exportAttrs: true }))
      for (let round = 0; round < 5; round++) {
        const bytes = type.toBuffer(type.random())
        const value = avroDecoder(own, { unions: 'tagged' })(bytes, 0)
        // Not bytes against bytes: -0, and the order of a map's entries, may differ.
        expect(type.fromBuffer(avroEncoder(own)(value))).toEqual(type.fromBuffer(bytes))
      }
    }
  })
})

describe('What one schema wrote, as another sees it', () => {
  const resolved = (writer: unknown, reader: unknown, value: Json) =>
    resolvingAvroDecoder(parse(writer), parse(reader))(encode(writer, value), 0)

  test('fields that went, came with a default, were renamed and promoted, in the reader’s order', () => {
    const writer = record(
      { name: 'gone', type: array('int') },
      { name: 'old', type: 'int' },
      { name: 'c', type: 'string' },
    )
    const reader = record(
      { name: 'new', type: 'string', default: 'x' },
      { name: 'renamed', aliases: ['old'], type: ['null', 'double'] },
      { name: 'c', type: 'bytes' },
    )
    const value = resolved(writer, reader, { gone: [1, 2], old: 7, c: 'AB' })
    expect(JSON.stringify(value)).toBe('{"new":"x","renamed":7,"c":"QUI="}')
  })

  test('a symbol that the reader does not know becomes its default', () => {
    const symbols = (list: string[], more: object = {}) => ({
      type: 'enum',
      name: 'E',
      symbols: list,
      ...more,
    })
    expect(resolved(symbols(['A', 'B']), symbols(['A'], { default: 'A' }), 'B')).toBe('A')
    expect(kindOf(() => resolved(symbols(['A', 'B']), symbols(['A']), 'B'))).toBe('undecodable')
  })

  test('only records that have what does not resolve are refused', () => {
    expect(resolved(['int', 'string'], 'long', 5)).toBe(5)
    expect(() => resolved(['int', 'string'], 'long', 'x')).toThrow(
      'Written as string, which cannot be read as long.',
    )
  })

  test('a recursive record', () => {
    const node = (extra: unknown[]) => record({ name: 'next', type: ['null', 'R'], default: null }, ...extra)
    const value = resolved(node([]), node([{ name: 'n', type: 'int', default: 1 }]), { next: { next: null } })
    expect(value).toEqual({ next: { next: null, n: 1 }, n: 1 })
  })
})

describe('What cannot be read says why', () => {
  test.each<[string, unknown, number[], SerdesErrorKind]>([
    ['a string longer than the payload', 'string', [20, 65], 'truncated'],
    ['nothing', 'int', [], 'truncated'],
    ['half a double', 'double', [1, 2, 3], 'truncated'],
    ['a negative length', 'bytes', [1], 'undecodable'],
    ['a long of eleven bytes', 'long', Array<number>(11).fill(0xff), 'undecodable'],
    ['an int of 33 bits', 'int', [0xff, 0xff, 0xff, 0xff, 0x7f], 'undecodable'],
    ['a branch that is not there', ['null', 'int'], [4], 'undecodable'],
    ['a symbol that is not there', { type: 'enum', name: 'E', symbols: ['A'] }, [2], 'undecodable'],
    ['a million nulls in six bytes', array('null'), [0x80, 0x89, 0x7a, 0], 'truncated'],
    ['2^62 items', array('int'), [...Array<number>(9).fill(0xff), 0], 'truncated'],
  ])('%s', (_name, schema, bytes, kind) => {
    expect(kindOf(() => decode(schema, Buffer.from(bytes)))).toBe(kind)
  })

  test('5,000 records in a row are read as far as records go', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `R${index}`)
    const chain = names.map((name, index) => ({
      type: 'record',
      name,
      fields: [{ name: 'next', type: index === 0 ? 'int' : ['null', `R${index - 1}`] }],
    }))
    expect(decode(chain, Buffer.from([0x8e, 0x4e, 0]))).toEqual({ next: null })
    expect(kindOf(() => decode(chain, Buffer.from([0x8e, 0x4e, ...Array<number>(5000).fill(2)])))).toBe(
      'undecodable',
    )
  })

  test('a list that is nested without end does not exhaust the stack', () => {
    const schema = record({ name: 'next', type: ['null', 'R'] })
    expect(kindOf(() => decode(schema, Buffer.alloc(1_000_000, 2)))).toBe('undecodable')
  })

  test.each<[string, unknown, Json, string]>([
    ['another type', record({ name: 'a', type: 'int' }), { a: 'x' }, 'a: wants int, not "x".'],
    ['too large', 'int', 2147483648, 'The value: wants int, not 2147483648.'],
    [
      'a field is missing',
      record({ name: 'a', type: 'int' }),
      {},
      'a: wants a value: the field has no default, not nothing.',
    ],
    ['an unknown field', record(), { b: 1 }, 'b: wants nothing: the schema has no such field, not 1.'],
    [
      'in a list',
      array(record({ name: 'a', type: 'int' })),
      [{ a: 1 }, { a: null }],
      '1.a: wants int, not null.',
    ],
    ['no branch', ['null', 'int'], 'x', 'The value: wants null or int, not "x".'],
    [
      'too many digits',
      logical('bytes', 'decimal', { precision: 3, scale: 1 }),
      '123.45',
      'wants bytes in base64 (decimal)',
    ],
    ['a fixed of another size', fixed(4), 'AP8=', 'wants fixed in base64'],
  ])('cannot be written: %s', (_name, schema, value, message) => {
    expect(() => encode(schema, value)).toThrow(message)
    expect(kindOf(() => encode(schema, value))).toBe('unencodable')
  })
})

/** Small and various: every kind of type, up to three levels. Deterministic, so that a failure can be repeated. */
function randomSchema(seed: number): unknown {
  let state = seed * 2654435761 + 1
  const below = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >> 8) % limit
  }
  let names = 0
  const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']
  const make = (depth: number): unknown => {
    const choice = below(depth > 2 ? 8 : 14)
    switch (choice) {
      case 8:
        return array(make(depth + 1))
      case 9:
        return { type: 'map', values: make(depth + 1) }
      case 10:
        return { type: 'fixed', name: `F${names++}`, size: 1 + below(20) }
      case 11:
        return { type: 'enum', name: `E${names++}`, symbols: ['A', 'B', 'C'].slice(0, 1 + below(3)) }
      case 12:
        return ['null', ...primitives.slice(1).filter(() => below(3) === 0)]
      case 13: {
        const name = `R${names++}`
        const fields = Array.from({ length: below(5) }, (_, index) => ({
          name: `f${index}`,
          type: make(depth + 1),
        }))
        return { type: 'record', name, fields }
      }
      default:
        return primitives[choice] ?? 'null'
    }
  }
  return make(0)
}
