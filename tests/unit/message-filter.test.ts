import { describe, expect, it } from 'vitest'
import { cutJson } from '@/lib/messages/cut-json'
import type { Message, Payload } from '@/lib/messages/schema'
import { matchesMessage } from '@/lib/messages/shown'

const payload = (text: string, more: Partial<Payload> = {}): Payload => ({
  format: 'text',
  text,
  sizeBytes: text.length,
  isTruncated: false,
  ...more,
})
const document = {
  orderid: 18,
  big: '9223372036854775807',
  note: 'He said "hi" and left',
  paid: true,
  email: null,
  at: '2026-03-01T10:00:00Z',
  address: { city: 'City_1', zip: 8001 },
  tags: ['red', 'blue'],
  items: [
    { sku: 'a', count: 1 },
    { sku: 'b', count: 5 },
  ],
}
const message: Message = {
  partition: 3,
  offset: '104729',
  timestamp: 1_700_000_000_000,
  timestampType: 'CREATE_TIME',
  key: payload('{"id":7}', { format: 'json-schema' }),
  value: payload(JSON.stringify(document), { format: 'avro' }),
  headers: [{ key: 'trace', value: payload('abc-123') }],
}

describe('a filter on fields', () => {
  it.each([
    ['value.orderid = 18', true],
    ['value.orderid:18', true],
    ['value.orderid:1', false],
    ['orderid > 17', true],
    ['orderid >= 18.5', false],
    ['value.address.city = "City_1"', true],
    ['value.address.city = City_1', true],
    ['value.address.city = city_1', false],
    ['address.city: city', true],
    ['address.city != "City_2"', true],
    ['address.city != "City_1"', false],
    ['tags = blue', true],
    ['tags[0] = blue', false],
    ['items.count > 4', true],
    ['items[0].count > 4', false],
    ['big > 9223372036854775806', true],
    ['paid = true', true],
    ['email = null', true],
    ['nothing.there = null', true],
    ['nothing.there = 1', false],
    ['at >= "2026-03-01"', true],
    ['at < 2026-03-01', false],
    ['note = "He said \\"hi\\" and left"', true],
    ['key.id = 7', true],
    ['id = 7', true],
    ['headers.trace: ABC', true],
    ['partition = 3 and offset > 104728', true],
    ['partition = 3 and orderid = 19', false],
    ['value.tags = red AND value.paid = false', false],
  ])('%s is %s', (typed, isFound) => {
    expect(matchesMessage(message, typed)).toBe(isFound)
  })

  it('what looks like a condition finds text too', () => {
    const said = { ...message, value: payload('error: disk = full') }
    expect(matchesMessage(said, 'error: disk')).toBe(true)
    expect(matchesMessage(said, 'error: disk = full and more')).toBe(false)
  })

  it('sees the fields that a payload had before it was cut', () => {
    const cut = {
      ...message,
      value: payload(JSON.stringify(document).slice(0, 150), { isTruncated: true, format: 'avro' }),
    }
    expect(matchesMessage(cut, 'value.paid = true')).toBe(true)
    expect(matchesMessage(cut, 'value.items.count = 5')).toBe(false)
  })

  it('bytes have no fields', () => {
    const bytes = { ...message, value: payload('AAAA', { format: 'binary' }) }
    expect(matchesMessage(bytes, 'value: AAAA')).toBe(false)
  })
})

describe('closing JSON that was cut', () => {
  it('gives valid JSON at every length of an object', () => {
    const text = JSON.stringify({ ...document, text: 'a "quoted" { [ , \\ text' })
    for (let length = 1; length < text.length; length++)
      expect(typeof JSON.parse(cutJson(text.slice(0, length)))).toBe('object')
  })

  it('takes long nesting in its stride', () => {
    const deep = '['.repeat(32_000)
    expect(cutJson(deep)).toBe(deep + ']'.repeat(32_000))
  })
})
