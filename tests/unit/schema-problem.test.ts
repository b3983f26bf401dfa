// Where in the text the registry's refusals point to, by the messages that our engine really makes.
import { describe, expect, test } from 'vitest'
import { jsonPlace } from '@/components/patterns/code/json-place'
import { detailsOf, readReport } from '@/components/subjects/compatibility-report'
import { clashProblem, schemaProblem, type SchemaProblem } from '@/components/subjects/schema-problem'
import { compatibilityMessages } from '@/lib/schemas/compatibility'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema } from '@/lib/schemas/parse'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

const marked = (text: string, { mark }: SchemaProblem): string | null =>
  mark && text.slice(mark.from, mark.to)

describe('the place of a JSON pointer', () => {
  const text = `{
  "a/b": [10, {"c": "x, {", "d": {"e": true}}],
  "f": ""
}`
  const at = (pointer: string): string | null => {
    const place = jsonPlace(text, pointer)
    return place && text.slice(place.from, place.to)
  }

  test.each([
    ['/a~1b/0', '10'],
    ['#/a~1b/1/c', '"x, {"'],
    ['/a~1b/1/d/e', 'true'],
    ['/f', '""'],
    ['/a~1b/1/d', '{"e": true}'],
  ])('%s', (pointer, value) => expect(at(pointer)).toBe(value))

  test('a pointer that leads nowhere ends where it still led', () => {
    expect(at('/a~1b/1/d/nothing/else')).toBe('{"e": true}')
    expect(at('/')).toBe(text)
  })

  test('text that is no JSON gives a place or none, and never fails', () => {
    for (const broken of ['', '{', '{"a"', '{"a":', '[1,', '}', '{"a":[{]', '"'])
      expect(() => jsonPlace(broken, '/a/0')).not.toThrow()
  })
})

function problemOf(type: SchemaTypeName, text: string): SchemaProblem {
  try {
    parseSchema(type, text)
  } catch (error) {
    if (error instanceof InvalidSchemaError) return schemaProblem(type, text, error.message)
    throw error
  }
  throw new Error('the schema is valid')
}

describe('an invalid schema is marked where it is wrong', () => {
  test('Avro: the field with the unknown type', () => {
    const text = `{"type": "record", "name": "R", "fields": [
  {"name": "a", "type": "int"},
  {"name": "b", "type": "strng"}
]}`
    const problem = problemOf('AVRO', text)
    expect([marked(text, problem), problem.line]).toEqual(['"strng"', 3])
    expect(problem.text).toBe('Undefined name: "strng"')
  })

  test('JSON that does not end', () => {
    const text = '{"type": "record",\n "name": "R"'
    expect(problemOf('AVRO', text)).toMatchObject({ line: 2 })
  })

  test('JSON with a wrong sign', () => {
    const text = '{\n  "type": "record"\n  "name": "R"\n}'
    expect(problemOf('JSON', text).line).toBe(3)
  })

  test('JSON Schema: the keyword that is none', () => {
    const text = '{"type": "object",\n "properties": {"a": {"type": "strin"}}}'
    expect(problemOf('JSON', text).line).toBe(2)
  })

  test('Protobuf: line and column, or the name that means nothing', () => {
    const text = 'syntax = "proto3";\nmessage A {\n  int64 id = x;\n}'
    const wrong = problemOf('PROTOBUF', text)
    expect([marked(text, wrong), wrong.line]).toEqual(['x', 3])
    const unknown = 'syntax = "proto3";\nmessage A {\n  Thing id = 1;\n}'
    const problem = problemOf('PROTOBUF', unknown)
    expect([marked(unknown, problem), problem.line]).toEqual(['Thing', 3])
  })
})

describe('a clash is marked in the new schema', () => {
  const clash = (type: SchemaTypeName, text: string, earlier: string, level = 'BACKWARD' as const) => {
    const [message = ''] = compatibilityMessages(level, parseSchema(type, text), parseSchema(type, earlier))
    return clashProblem(type, text, message)
  }

  test('Avro: a field without default', () => {
    const record = (...fields: string[]) =>
      `{"type":"record","name":"R","fields":[\n${fields.join(',\n')}\n]}`
    const a = '{"name":"a","type":"int"}'
    const b = '{"name":"b","type":"string"}'
    const problem = clash('AVRO', record(a, b), record(a))
    expect(problem).toMatchObject({ errorType: 'READER_FIELD_MISSING_DEFAULT_VALUE', line: 3 })
    expect(marked(record(a, b), problem)).toBe(b)
    expect(problem.text).toContain("'b'")
    expect(problem.text).not.toContain('path')
  })

  test('JSON Schema: a type that allows less', () => {
    const earlier = '{"type":"object","properties":{"a":{"type":"number"}}}'
    const text = '{"type":"object","properties":{\n"a":{"type":"integer"}}}'
    expect(clash('JSON', text, earlier)).toMatchObject({ errorType: 'TYPE_NARROWED', line: 2 })
  })

  test('Protobuf: the number of a field that changed its kind', () => {
    const file = (type: string) => `syntax = "proto3";\nmessage A {\n  ${type} x = 1;\n}`
    const problem = clash('PROTOBUF', file('string'), file('int64'))
    expect([marked(file('string'), problem), problem.line]).toEqual(['1', 3])
  })

  test('what the earlier schema is missing has no place in the new one', () => {
    const record = (fields: string) => `{"type":"record","name":"R","fields":[${fields}]}`
    const [message = ''] = compatibilityMessages(
      'FORWARD',
      parseSchema('AVRO', record('')),
      parseSchema('AVRO', record('{"name":"a","type":"int"}')),
    )
    expect(clashProblem('AVRO', record(''), message)).toMatchObject({ mark: null, line: null })
  })
})

describe("the registry's answer", () => {
  const clashes = [
    "{errorType:'TYPE_MISMATCH', description:'The type (path '/fields/0/type') of a field in the new schema does not match with the old schema', additionalInfo:'reader type: INT not compatible with writer type: STRING'}",
    '{oldSchemaVersion: 3}',
    `{oldSchema: '{"type":"record"}'}`,
    "{validateFields: 'false', compatibility: 'BACKWARD'}",
  ]

  test('says the reasons, the version and the level', () => {
    const report = readReport('AVRO', '{}', { is_compatible: false, messages: clashes })
    expect(report).toMatchObject({ verdict: 'incompatible', oldVersion: 3, level: 'BACKWARD' })
    expect(report.problems.map(({ text, errorType }) => [errorType, text])).toEqual([
      [
        'TYPE_MISMATCH',
        'The type of a field in the new schema does not match with the old schema. reader type: INT not compatible with writer type: STRING.',
      ],
    ])
  })

  test('tells an invalid schema from an incompatible one', () => {
    const report = readReport('AVRO', '{"type":"x"}', {
      is_compatible: false,
      messages: ['Undefined name: "x" (at /type)'],
    })
    expect(report.verdict).toBe('invalid')
  })

  test('a refused registration holds the same list', () => {
    const message = `Schema being registered is incompatible with an earlier schema for subject "s", details: [${clashes.join(', ')}]`
    expect(detailsOf(message)).toEqual(clashes)
  })
})
