import { describe, expect, it } from 'vitest'
import { parseAvroSchema } from '@/lib/connectors/datagen/avro-schema'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import { SchemaProblem } from '@/lib/connectors/datagen/schema-problem'

const record = (fields: unknown[]): string => JSON.stringify({ type: 'record', name: 'r', fields })
const field = (type: unknown): string => record([{ name: 'a', type }])
const withArgs = (type: string, args: Record<string, unknown>): string =>
  field({ type, 'arg.properties': args })

const problemOf = (text: string): { path: string; detail: string } => {
  try {
    new RecordGenerator(parseAvroSchema(text)).next()
  } catch (error) {
    if (error instanceof SchemaProblem) return { path: error.path, detail: error.detail }
    throw error
  }
  return { path: '', detail: 'no problem' }
}

describe('generator schema', () => {
  it('may carry comments, and // inside of a text is no comment', () => {
    const text = `{ // the top
      "type": "record", "name": "r", /* two
      lines */ "fields": [{"name": "a", "type": {"type": "string", "arg.properties": {"options": ["x//y"]}}}]}`
    const generator = new RecordGenerator(parseAvroSchema(text))
    expect(new TextDecoder().decode(generator.next().value)).toBe('{"a":"x//y"}')
  })

  it.each([
    ['not JSON', '{"type": ', '', 'not valid JSON'],
    ['not a record', '"string"', '', 'must be a record'],
    ['no fields', record([]), '', 'no fields'],
    ['an unknown type', field('strng'), 'a', '"strng" is not known'],
    [
      'a field twice',
      record([
        { name: 'a', type: 'int' },
        { name: 'a', type: 'int' },
      ]),
      'a',
      'twice',
    ],
    ['a range upside down', withArgs('int', { range: { min: 5, max: 5 } }), 'a', 'must be less than'],
    ['a range beyond the type', withArgs('int', { range: { min: 0, max: 3e9 } }), 'a', 'does not fit'],
    ['a step of zero', withArgs('int', { iteration: { start: 0, step: 0 } }), 'a', 'zero'],
    [
      'a step the wrong way',
      withArgs('int', { iteration: { start: 0, restart: 9, step: -1 } }),
      'a',
      'leads away',
    ],
    ['an option of another type', withArgs('int', { options: ['x'] }), 'a', 'does not fit the type int'],
    [
      'options with a range',
      withArgs('int', { options: [1], range: { min: 0, max: 1 } }),
      'a',
      'cannot be used together',
    ],
    [
      'options from a file',
      withArgs('int', { options: { file: 'x', encoding: 'json' } }),
      'a',
      'list the values',
    ],
    ['a broken regex', withArgs('string', { regex: '[a-' }), 'a', 'cannot be used at character'],
    ['look-ahead', withArgs('string', { regex: '(?=a)b' }), 'a', 'not supported'],
    [
      'regex and length that exclude each other',
      withArgs('string', { regex: 'abc', length: 9 }),
      'a',
      'length asks for',
    ],
    ['odds above one', withArgs('boolean', { odds: 2 }), 'a', 'between 0 and 1'],
    ['an array without items', withArgs('array', {}), 'a', 'items'],
    [
      'a nested path',
      record([{ name: 'b', type: { type: 'record', name: 's', fields: [{ name: 'c', type: 'nope' }] } }]),
      'b.c',
      'not known',
    ],
  ])('names the place of %s', (_, text, path, detail) => {
    const problem = problemOf(text)
    expect(problem.detail).toContain(detail)
    expect(problem.path).toBe(path)
  })

  it('refuses a record that holds itself without an end, and takes one that can end', () => {
    const holding = (next: unknown): string =>
      record([
        { name: 'n', type: 'int' },
        { name: 'next', type: next },
      ])
    expect(problemOf(holding('r')).detail).toContain('holds itself')
    expect(problemOf(holding(['null', 'r'])).detail).toBe('no problem')
  })

  it('refuses what is nested too deeply', () => {
    let type: unknown = 'int'
    for (let i = 0; i < 50; i++) type = { type: 'array', items: type }
    expect(problemOf(field(type)).detail).toContain('deeper than')
  })

  it('stops a record that grows beyond a megabyte', () => {
    const generator = new RecordGenerator(
      parseAvroSchema(field({ type: 'array', items: 'double', 'arg.properties': { length: 90_000 } })),
    )
    expect(() => generator.next()).toThrow(/larger than 1000000 bytes/)
  })
})
