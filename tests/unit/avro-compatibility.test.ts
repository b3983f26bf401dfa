import { describe, expect, test } from 'vitest'
import { avroIncompatibilities } from '@/lib/schemas/avro/compatibility'
import { parseAvro } from '@/lib/schemas/avro/parse'
import { noReferences } from '@/lib/schemas/references'
import { cpuTimeMs } from '../support/cpu-time'

const parse = (schema: unknown) => parseAvro(JSON.stringify(schema), noReferences).root
const found = (reader: unknown, writer: unknown) => avroIncompatibilities(parse(reader), parse(writer))
const kinds = (reader: unknown, writer: unknown) =>
  found(reader, writer).map(({ errorType, describe: text }) => {
    const place = /path '([^']*)'\)?/.exec(text({ reader: 'new', writer: 'old' }))?.[1] ?? ''
    return `${errorType} ${place}`
  })

const record = (...fields: unknown[]) => ({ type: 'record', name: 'R', fields })
const field = (name: string, type: unknown, more: object = {}) => ({ name, type, ...more })
const enumOf = (symbols: string[], more: object = {}) => ({ type: 'enum', name: 'E', symbols, ...more })
const fixed = (size: number, name = 'F') => ({ type: 'fixed', name, size })

describe('Avro: the reader can read what the writer wrote', () => {
  test.each<[string, unknown, unknown]>([
    ['the same', record(field('a', 'int')), record(field('a', 'int'))],
    ['int to long', 'long', 'int'],
    ['int to float', 'float', 'int'],
    ['int to double', 'double', 'int'],
    ['long to float', 'float', 'long'],
    ['long to double', 'double', 'long'],
    ['float to double', 'double', 'float'],
    ['string to bytes', 'bytes', 'string'],
    ['bytes to string', 'string', 'bytes'],
    ['a field with a default is new', record(field('a', 'int', { default: 1 })), record()],
    ['a field is gone', record(), record(field('a', 'int'))],
    [
      'fields in another order',
      record(field('a', 'int'), field('b', 'int')),
      record(field('b', 'int'), field('a', 'int')),
    ],
    [
      'a field renamed with an alias',
      record(field('b', 'int', { aliases: ['a'] })),
      record(field('a', 'int')),
    ],
    ['a record renamed with an alias', { ...record(), name: 'S', aliases: ['R'] }, record()],
    ['another namespace', { ...record(), name: 'x.R' }, { ...record(), name: 'y.R' }],
    ['an enum with one symbol more', enumOf(['A', 'B']), enumOf(['A'])],
    ['an enum with a symbol less and a default', enumOf(['A'], { default: 'A' }), enumOf(['A', 'B'])],
    ['a union with one branch more', ['null', 'int', 'string'], ['null', 'int']],
    ['a type that became a branch', ['null', 'int'], 'int'],
    ['a type promoted into a branch', ['null', 'long'], 'int'],
    ['a union whose only branch is the type', 'int', ['int']],
    ['a union whose branches all promote', 'double', ['int', 'float']],
    ['items promoted', { type: 'array', items: 'long' }, { type: 'array', items: 'int' }],
    ['values promoted', { type: 'map', values: 'long' }, { type: 'map', values: 'int' }],
    ['the same fixed', fixed(4), fixed(4)],
    ['another logical type', { type: 'long', logicalType: 'timestamp-millis' }, 'long'],
    [
      'another scale of a decimal',
      { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 },
      { type: 'bytes', logicalType: 'decimal', precision: 4, scale: 1 },
    ],
    [
      'recursive',
      record(field('next', ['null', 'R']), field('b', 'int', { default: 0 })),
      record(field('next', ['null', 'R'])),
    ],
  ])('%s', (_name, reader, writer) => {
    expect(kinds(reader, writer)).toEqual([])
  })
})

describe('Avro: the reader cannot', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['long to int', 'int', 'long', ['TYPE_MISMATCH /']],
    ['double to float', 'float', 'double', ['TYPE_MISMATCH /']],
    [
      'a field without default is new',
      record(field('a', 'int')),
      record(),
      ['READER_FIELD_MISSING_DEFAULT_VALUE /fields/0'],
    ],
    [
      'a field renamed',
      record(field('b', 'int')),
      record(field('a', 'int')),
      ['READER_FIELD_MISSING_DEFAULT_VALUE /fields/0'],
    ],
    [
      'a field of another type',
      record(field('a', 'string')),
      record(field('a', 'int')),
      ['TYPE_MISMATCH /fields/0/type'],
    ],
    ['a record renamed', { ...record(), name: 'S' }, record(), ['NAME_MISMATCH /name']],
    ['an enum renamed', { ...enumOf(['A']), name: 'G' }, enumOf(['A']), ['NAME_MISMATCH /name']],
    ['a symbol is gone', enumOf(['A']), enumOf(['A', 'B']), ['MISSING_ENUM_SYMBOLS /symbols']],
    ['a fixed of another size', fixed(4), fixed(8), ['FIXED_SIZE_MISMATCH /size']],
    ['a fixed of another name', fixed(4, 'G'), fixed(4), ['NAME_MISMATCH /name']],
    ['a branch is gone', ['null', 'int'], ['null', 'int', 'string'], ['MISSING_UNION_BRANCH /2']],
    ['a type that is no branch', ['null', 'int'], 'string', ['MISSING_UNION_BRANCH /']],
    ['null left the union', 'int', ['null', 'int'], ['TYPE_MISMATCH /0']],
    [
      'items of another type',
      { type: 'array', items: 'int' },
      { type: 'array', items: 'string' },
      ['TYPE_MISMATCH /items'],
    ],
    [
      'values of another type',
      { type: 'map', values: 'int' },
      { type: 'map', values: 'string' },
      ['TYPE_MISMATCH /values'],
    ],
    [
      'an array for a map',
      { type: 'array', items: 'int' },
      { type: 'map', values: 'int' },
      ['TYPE_MISMATCH /'],
    ],
    [
      'an enum that is new, whose own default is not the field’s',
      record(field('e', enumOf(['A'], { default: 'A' }))),
      record(),
      ['TYPE_MISMATCH /fields/0/type'],
    ],
    [
      'a recursive record renamed is one reason',
      { ...record(field('next', ['null', 'S'])), name: 'S' },
      record(field('next', ['null', 'R'])),
      ['NAME_MISMATCH /name'],
    ],
    [
      'what clashed inside of a union has its place from there',
      record(field('a', ['null', enumOf(['A'])]), field('b', 'E')),
      record(field('a', ['null', enumOf(['A', 'B'])]), field('b', 'E')),
      ['MISSING_UNION_BRANCH /fields/0/type/1', 'MISSING_ENUM_SYMBOLS /symbols'],
    ],
    [
      'an alias of the writer does not count',
      record(field('b', 'int')),
      record(field('a', 'int', { aliases: ['b'] })),
      ['READER_FIELD_MISSING_DEFAULT_VALUE /fields/0'],
    ],
    [
      'several at once',
      record(field('a', 'int'), field('b', 'int')),
      record(field('a', 'string')),
      ['TYPE_MISMATCH /fields/0/type', 'READER_FIELD_MISSING_DEFAULT_VALUE /fields/1'],
    ],
  ])('%s', (_name, reader, writer, expected) => {
    expect(kinds(reader, writer)).toEqual(expected)
  })

  test('the words of a verbose message', () => {
    const [one] = found(record(field('age', 'int')), record())
    expect(one?.additionalInfo).toBe('age')
    expect(one?.describe({ reader: 'new', writer: 'old' })).toBe(
      "The field 'age' at path '/fields/0' in the new schema has no default value and is missing in the old schema",
    )
  })

  test('a union of 5,000 records is compared; 5,000 records in a row are refused, not run out of the stack', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `R${index}`)
    const chain = names.map((name, index) => ({
      type: 'record',
      name,
      fields: index === 0 ? [] : [field('next', `R${index - 1}`)],
    }))
    expect(found(chain, chain)).toEqual([])
    const last = () => parseAvro('"R4999"', new Map([['chain', JSON.stringify(chain)]])).root
    expect(() => avroIncompatibilities(last(), last())).toThrow(
      'More than 500 types in a row cannot be compared',
    )
  })

  test('two schemas of 10,000 fields and nested unions are compared within a second', () => {
    const wide = record(...Array.from({ length: 10_000 }, (_, index) => field(`f${index}`, ['null', 'long'])))
    expect(cpuTimeMs(() => expect(kinds(wide, wide)).toEqual([]))).toBeLessThan(1000)
  })
})
