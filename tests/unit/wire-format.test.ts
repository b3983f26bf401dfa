import { describe, expect, test } from 'vitest'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readFrame, readMessageIndexes, writeFrame, writeGuidHeader } from '@/lib/serdes/wire-format'

const guid = '89791762-2336-4186-9674-299b90a802e2'
const kindOf = (act: () => unknown) => {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof SerdesError ? error.kind : error
  }
}

describe('Wire format', () => {
  test('byte 0, four bytes of id, payload', () => {
    const bytes = writeFrame(0x80000001, Buffer.from('x'))
    expect(bytes.toString('hex')).toBe('008000000178')
    expect(readFrame(bytes)).toEqual({ schema: { id: 0x80000001 }, payloadOffset: 5, headerIndexes: null })
  })

  test.each<[number[], string]>([
    [[0], '00'],
    [[1], '0202'],
    [[0, 1], '040002'],
    [[2, 0, 64], '0604008001'],
  ])('message indexes %j are %s', (indexes, hex) => {
    const bytes = writeFrame(1, Buffer.from('x'), indexes)
    expect(bytes.toString('hex')).toBe(`0000000001${hex}78`)
    expect(readMessageIndexes(bytes, 5)).toEqual({ indexes, end: bytes.length - 1 })
  })

  test('the long form of the first message is read as well', () => {
    expect(readMessageIndexes(Buffer.from([2, 0]), 0)).toEqual({ indexes: [0], end: 2 })
  })

  test('a GUID in the header of the key or the value leaves the payload bare', () => {
    const headers = [writeGuidHeader(guid, 'key'), writeGuidHeader(guid, 'value', [1])]
    const bytes = Buffer.from('payload')
    expect(headers.map(({ key }) => key)).toEqual(['__key_schema_id', '__value_schema_id'])
    expect(readFrame(bytes, headers, 'key')).toEqual({
      schema: { guid },
      payloadOffset: 0,
      headerIndexes: [0],
    })
    expect(readFrame(bytes, headers)).toEqual({ schema: { guid }, payloadOffset: 0, headerIndexes: [1] })
    expect(readFrame(writeFrame(7, bytes), headers.slice(0, 1))).toMatchObject({ schema: { id: 7 } })
  })

  test.each<[string, () => unknown, string]>([
    ['no magic byte', () => readFrame(Buffer.from('{"a":1}')), 'not_wire_format'],
    ['nothing', () => readFrame(Buffer.alloc(0)), 'not_wire_format'],
    ['half an id', () => readFrame(Buffer.from([0, 0, 1])), 'truncated'],
    [
      'a header of another form',
      () => readFrame(Buffer.alloc(0), [{ key: '__value_schema_id', value: Buffer.from('x') }]),
      'not_wire_format',
    ],
    ['half of the message indexes', () => readMessageIndexes(Buffer.from([4, 0]), 0), 'truncated'],
    [
      'more message indexes than can be',
      () => readMessageIndexes(Buffer.from([0xfe, 0xff, 0x7f]), 0),
      'undecodable',
    ],
    ['a negative number of message indexes', () => readMessageIndexes(Buffer.from([1]), 0), 'undecodable'],
  ])('%s', (_name, act, kind) => {
    expect(kindOf(act)).toBe(kind)
  })
})
