import { describe, expect, test } from 'vitest'
import { parseAvro } from '@/lib/schemas/avro/parse'
import { printAvro } from '@/lib/schemas/avro/print'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { noReferences, resolveReferences, type ReferencedSchema } from '@/lib/schemas/references'
import { cpuTimeMs } from '../support/cpu-time'

const canonical = (schema: unknown, normalize = false): string =>
  printAvro(parseAvro(typeof schema === 'string' ? schema : JSON.stringify(schema), noReferences), normalize)

const record = (...fields: unknown[]) => ({ type: 'record', name: 'R', fields })

describe('The same Avro schema has one text', () => {
  test('white space and the order of keys do not count', () => {
    const one = `{"name": "R",\n "fields": [ {"type": "int", "name": "a"} ], "type": "record"}`
    expect(canonical(one)).toBe('{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}')
  })

  test('doc, defaults, aliases, order and other attributes count', () => {
    const field = { name: 'a', type: 'int', doc: 'why', default: 1, order: 'ignore', aliases: ['b'], x: [1] }
    expect(canonical(record(field))).toBe(
      '{"type":"record","name":"R","fields":[{"name":"a","type":"int","doc":"why","default":1,"order":"ignore","aliases":["b"],"x":[1]}]}',
    )
  })

  test('a full name and a name with a namespace are the same; a name is short inside its namespace', () => {
    const inner = { type: 'enum', name: 'E', symbols: ['A'] }
    const text = canonical({
      ...record({ name: 'a', type: inner }, { name: 'b', type: 'x.y.E' }),
      name: 'x.y.R',
    })
    expect(text).toBe(
      '{"type":"record","name":"R","namespace":"x.y","fields":[{"name":"a","type":{"type":"enum","name":"E","symbols":["A"]}},{"name":"b","type":"E"}]}',
    )
    expect(canonical(text)).toBe(text)
  })

  test('a primitive without attributes is its name', () => {
    expect(canonical({ type: 'string' })).toBe('"string"')
    expect(canonical('string')).toBe('"string"')
    expect(canonical({ type: { type: 'long', logicalType: 'timestamp-millis' } })).toBe(
      '{"type":"long","logicalType":"timestamp-millis"}',
    )
  })

  test('normalised, the order of other attributes does not count', () => {
    const one = { ...record(), b: { d: 1, c: 2 }, a: 1 }
    const other = { ...record(), a: 1, b: { c: 2, d: 1 } }
    expect(canonical(one)).not.toBe(canonical(other))
    expect(canonical(one, true)).toBe(canonical(other, true))
  })

  test('digits of a default are kept', () => {
    const text =
      '{"type":"record","name":"R","fields":[{"name":"a","type":"long","default":9223372036854775807},{"name":"b","type":"double","default":1.0}]}'
    expect(canonical(text)).toBe(text)
  })

  test('a recursive record', () => {
    const text =
      '{"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"],"default":null}]}'
    expect(canonical(text)).toBe(text)
  })
})

describe('An invalid Avro schema names the place', () => {
  const enumOf = (...symbols: unknown[]) => ({ type: 'enum', name: 'E', symbols })
  test.each<[unknown, string]>([
    ['{', 'Not JSON'],
    [{ type: 'record', name: 'R' }, 'No fields (at /)'],
    [record({ name: 'a', type: 'strin' }), 'Undefined name: "strin" (at /fields/0/type)'],
    [record({ name: 'a-b', type: 'int' }), 'Illegal name of a field: "a-b" (at /fields/0)'],
    [
      record({ name: 'a', type: 'int' }, { name: 'a', type: 'int' }),
      'Duplicate field a in record R (at /fields/1)',
    ],
    [
      record({ name: 'a', type: 'int', default: 'x' }),
      'Invalid default for field a: "x" is no int (at /fields/0)',
    ],
    [
      record({ name: 'a', type: { type: 'array', items: record() } }),
      "Can't redefine: R (at /fields/0/type/items)",
    ],
    [['int', ['null']], 'A union holds another union (at /)'],
    [['int', 'int'], 'Duplicate in union: int (at /)'],
    [enumOf('A', 'A'), 'Duplicate enum symbol: A'],
    [enumOf('A-B'), 'Illegal symbol: "A-B"'],
    [{ ...enumOf('A'), default: 'B' }, 'The enum default "B" is none of its symbols'],
    [{ type: 'fixed', name: 'F', size: -1 }, 'The size of a fixed is a number of bytes'],
    [{ type: 'record', name: 'int.', fields: [] }, 'Illegal name: "int."'],
    [`${'['.repeat(300)}${']'.repeat(300)}`, 'Nested deeper than 200 levels'],
  ])('%j', (schema, reason) => {
    expect(() => canonical(schema)).toThrow(InvalidSchemaError)
    expect(() => canonical(schema)).toThrow(reason)
  })

  test('a default may be of any branch of a union, and a record may complete itself', () => {
    canonical(record({ name: 'a', type: ['null', 'string'], default: 'x' }))
    canonical(record({ name: 'a', type: 'R', default: {} }))
    expect(() => canonical(record({ name: 'a', type: ['null', 'int'], default: 'x' }))).toThrow(
      'no null or int',
    )
  })

  test('a logical type that does not fit is ignored, not refused', () => {
    const decimal = { type: 'bytes', logicalType: 'decimal', precision: 2, scale: 3 }
    expect(parseAvro(JSON.stringify(decimal), noReferences).root).toMatchObject({ logical: null })
    expect(parseAvro(JSON.stringify({ ...decimal, scale: 1 }), noReferences).root).toMatchObject({
      logical: { name: 'decimal', precision: 2, scale: 1 },
    })
  })

  test('10,000 fields and 5 MB are read within a second', () => {
    const fields = Array.from({ length: 10_000 }, (_, index) => ({
      name: `f${index}`,
      type: ['null', 'string'],
      default: null,
      doc: 'd'.repeat(450),
    }))
    const text = JSON.stringify(record(...fields))
    expect(text.length).toBeGreaterThan(5_000_000)
    expect(cpuTimeMs(() => canonical(text))).toBeLessThan(1000)
  })
})

describe('References', () => {
  const subjects: Record<string, ReferencedSchema> = {
    address: { schema: JSON.stringify({ ...record(), name: 'x.Address' }), references: [] },
    person: {
      schema: JSON.stringify({ ...record({ name: 'home', type: 'x.Address' }), name: 'x.Person' }),
      references: [{ name: 'x.Address', subject: 'address', version: 1 }],
    },
    one: { schema: '"int"', references: [{ name: 'b', subject: 'two', version: 1 }] },
    two: { schema: '"int"', references: [{ name: 'a', subject: 'one', version: 1 }] },
  }
  const resolve = async ({ subject }: { subject: string }) => subjects[subject] ?? null
  const to = (name: string, subject: string) => [{ name, subject, version: 1 }]

  test('names of schemas that are referred to stay names, also those behind another reference', async () => {
    const references = await resolveReferences(to('x.Person', 'person'), resolve)
    const text =
      '{"type":"record","name":"Order","fields":[{"name":"who","type":"x.Person"},{"name":"to","type":"x.Address"}]}'
    expect(printAvro(parseAvro(text, references))).toBe(text)
    expect(printAvro(parseAvro('"x.Person"', references))).toBe('"x.Person"')
  })

  test('a reference that leads nowhere and a cycle are refused', async () => {
    await expect(resolveReferences(to('z', 'nothing'), resolve)).rejects.toThrow(
      'No schema reference found for subject "nothing" and version 1',
    )
    await expect(resolveReferences(to('a', 'one'), resolve)).rejects.toThrow(
      'cycle: one version 1 → two version 1 → one version 1',
    )
  })
})
