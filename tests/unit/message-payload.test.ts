import { describe, expect, it } from 'vitest'
import { limitsFor, toPayload } from '@/lib/messages/payload'
import { toCsv, toJson } from '@/lib/messages/export'
import type { Message, Payload } from '@/lib/messages/schema'
import { countByTime, matchesMessage, mergeNewest, payloadLine } from '@/lib/messages/shown'

const formatOf = (bytes: Buffer | string): string => toPayload(Buffer.from(bytes), 1000).format
const payload = (text: string, more: Partial<Payload> = {}): Payload => ({
  format: 'text',
  text,
  sizeBytes: text.length,
  isTruncated: false,
  ...more,
})
const message = (offset: number, more: Partial<Message> = {}): Message => ({
  partition: 0,
  offset: String(offset),
  timestamp: 1_700_000_000_000 + offset,
  timestampType: 'CREATE_TIME',
  key: payload('k'),
  value: payload(`v${offset}`),
  headers: [],
  ...more,
})

describe('telling payloads apart', () => {
  it.each([
    ['{"a":1}', 'json'],
    ['  [1]', 'json'],
    ['12.5', 'json'],
    ['true', 'json'],
    ['{broken', 'text'],
    ['hello', 'text'],
    ['', 'text'],
    ['tab\tand\nline', 'text'],
    [Buffer.from([0, 0, 0, 0, 7, 2, 65]), 'binary'],
    [Buffer.from([0xc3, 0x28]), 'binary'],
  ])('%o is %s', (bytes, format) => {
    expect(formatOf(bytes)).toBe(format)
  })

  it('cuts text between characters and says how long it was', () => {
    expect(toPayload(Buffer.from('ää'), 3)).toEqual({
      format: 'text',
      text: 'ä',
      sizeBytes: 4,
      isTruncated: true,
    })
  })

  it('knows large JSON by its ends, without parsing it', () => {
    const large = Buffer.from(`{"a":"${'x'.repeat(400_000)}"}`)
    expect(toPayload(large, 100)).toMatchObject({
      format: 'json',
      isTruncated: true,
      sizeBytes: large.length,
    })
  })

  it('keeps an answer with the most messages near 2 MB', () => {
    expect(limitsFor(1000).valueBytes * 1000).toBeLessThan(2.2 * 1024 * 1024)
    expect(limitsFor(1).valueBytes).toBe(32 * 1024)
  })
})

describe('downloads', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('a spreadsheet does not run %o', (text) => {
    const [, row = ''] = toCsv([message(1, { value: payload(text) })]).split('\r\n')
    expect(row).toContain(`'${text.slice(0, 1)}`)
  })

  it('CSV quotes commas, quotes and line ends', () => {
    const csv = toCsv([message(1, { value: payload('a,"b"\nc') })])
    expect(csv).toContain('"a,""b""\nc"')
  })

  it('JSON keeps every digit of JSON payloads and is valid', () => {
    const value = payload('{"id":9007199254740993}', { format: 'json' })
    const text = toJson([message(1, { value, key: payload('', { format: 'null' }) })])
    expect(text).toContain('"value": {"id":9007199254740993}')
    expect(JSON.parse(text)).toMatchObject([{ offset: 1, key: null, headers: [] }])
  })

  it.each(['avro', 'json-schema', 'protobuf'] as const)(
    '%s that was decoded stands as its data',
    (format) => {
      const value = payload('{"id":9007199254740993}', { format, sizeBytes: 9 })
      expect(toJson([message(1, { value })])).toContain('"value": {"id":9007199254740993}')
      expect(toCsv([message(1, { value })])).toContain('"{""id"":9007199254740993}"')
    },
  )

  it('JSON that was cut is a string', () => {
    const value = payload('{"id":1', { format: 'json', isTruncated: true })
    expect(JSON.parse(toJson([message(1, { value })]))).toMatchObject([{ value: '{"id":1' }])
  })
})

describe('what is shown', () => {
  it('finds by offset, key, value and time, whatever the case', () => {
    const found = message(48_207, { key: payload('Ada'), value: payload('Order') })
    for (const text of ['48,207', '48207', 'ada', 'ORDER', String(found.timestamp), ''])
      expect(matchesMessage(found, text), text).toBe(true)
    expect(matchesMessage(found, 'nothing')).toBe(false)
  })

  it('merges live messages once each, newest first, no more than the maximum', () => {
    const merged = mergeNewest([message(1), message(2)], [message(2), message(3)], 2)
    expect(merged.map(({ offset }) => offset)).toEqual(['3', '2'])
  })

  it('shows bytes as hex and text in one line', () => {
    expect(payloadLine(payload('AAH/', { format: 'binary' }))).toBe('00 01 ff')
    expect(payloadLine(payload('a\n  b'))).toBe('a b')
  })

  it('counts every message into one slice of time', () => {
    const counted = countByTime([message(0), message(1), message(999)], 10)
    expect(counted.map(({ count }) => count)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    expect(countByTime([], 10)).toEqual([])
  })
})
