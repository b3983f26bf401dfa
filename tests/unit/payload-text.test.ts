import { describe, expect, it } from 'vitest'
import { indentJson } from '@/components/patterns/code/indent-json'
import { tokenizeJson } from '@/components/patterns/code/json-tokens'

describe('indentJson', () => {
  it('lays out JSON as JSON.stringify does', () => {
    const value = { a: [1, { b: 'x, {y}: "z"' }], empty: {}, none: [], t: true, n: null }
    expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
  })
  it('keeps every digit of numbers that a double cannot hold', () => {
    expect(indentJson('{"id":9007199254740993,"d":1.10}')).toBe(
      '{\n  "id": 9007199254740993,\n  "d": 1.10\n}',
    )
  })
})

describe('tokenizeJson', () => {
  it('tells keys from strings and loses no character', () => {
    const text = '{ "a\\"b": "c", "n": -1.5e3, "t": true }'
    const tokens = tokenizeJson(text)
    expect(tokens.map((token) => token.text).join('')).toBe(text)
    expect(tokens.filter((token) => token.kind === 'key').map((token) => token.text)).toEqual([
      '"a\\"b"',
      '"n"',
      '"t"',
    ])
    expect(tokens.find((token) => token.kind === 'string')?.text).toBe('"c"')
  })
  it('takes text that is not JSON as it is', () => {
    const text = 'plain "unfinished'
    expect(
      tokenizeJson(text)
        .map((token) => token.text)
        .join(''),
    ).toBe(text)
  })
})
