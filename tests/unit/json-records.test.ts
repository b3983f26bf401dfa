import { describe, expect, test } from 'vitest'
import { JsonRecords, type CutRecord } from '@/lib/messages/json-records'
import { parseJsonExactly } from '@/lib/exact-json'

const cutAll = (text: string, size: number, limit = 1000): CutRecord[] => {
  const cutter = new JsonRecords(limit)
  const bytes = Buffer.from(text)
  const found: CutRecord[] = []
  for (let at = 0; at < bytes.length; at += size) found.push(...cutter.push(bytes.subarray(at, at + size)))
  return [...found, ...cutter.end()]
}
const texts = (cut: CutRecord[]): string[] => cut.map((one) => (one.kind === 'record' ? one.text : one.kind))

describe('records cut out of a byte stream', () => {
  const records = ['{"a":1}', '{"b":"}{\\"é🎉\\\\"}', '{"c":[{"d":[]},"]"]}', '{}']

  test.each([1, 2, 3, 7, 1000])(
    'are the same in pieces of %i bytes, with or without space between',
    (size) => {
      expect(texts(cutAll(records.join(''), size))).toEqual(records)
      expect(texts(cutAll(` ${records.join(' \r\n\t')}\n`, size))).toEqual(records)
    },
  )

  test('one that is too large is read over, and its bytes are not kept', () => {
    const large = `{"x":"${'y'.repeat(500)}"}`
    expect(texts(cutAll(`{"a":1}${large}{"b":2}`, 10, 100))).toEqual(['{"a":1}', 'too-large', '{"b":2}'])
  })

  test.each(['[1]', '{"a":1},{"b":2}', '{"a":1}x', '"text"', '{"a":', '{"a":"'])(
    '%s ends in malformed',
    (text) => {
      expect(texts(cutAll(text, 3)).at(-1)).toBe('malformed')
    },
  )

  test('nothing is cut out of nothing', () => {
    expect(cutAll('', 1)).toEqual([])
    expect(cutAll(' \n ', 1)).toEqual([])
  })
})

describe('numbers', () => {
  test.each([
    '{"id":12345678901234567890,"n":1}',
    '{"price":1.10,"e":1E400}',
    '[0.1,{"a":-0.0}]',
    '{"plain":[1,2,3],"text":"1.10"}',
  ])('%s is written back as it came', (text) => {
    expect(JSON.stringify(parseJsonExactly(text))).toBe(text)
  })
})
