import { describe, expect, test } from 'vitest'
import * as schemas from '@/lib/connectors/data/schemas'
import { sinkRecord, structValue, transformOf } from '@/tests/support/transform-records'

const common = (name: string, properties?: Record<string, string>) =>
  transformOf(`com.github.jcustenborder.kafka.connect.transform.common.${name}`, properties)
const fieldsOf = (value: unknown): unknown => ({ ...(value as object) })

describe('BytesToString', () => {
  test('reads a whole value of bytes, required or optional', () => {
    const record = sinkRecord({ valueSchema: schemas.optionalBytes, value: Buffer.from('grün') })
    expect(common('BytesToString$Value')(record)).toMatchObject({
      value: 'grün',
      valueSchema: schemas.optionalString,
    })
  })

  test('reads fields in the character set that is named', () => {
    const schema = schemas.structOf([
      schemas.field('a', schemas.bytes),
      schemas.field('b', schemas.optionalBytes),
    ])
    const value = structValue({ a: Buffer.from([0x67, 0xfc]), b: null })
    const latin = common('BytesToString$Value', { charset: 'ISO-8859-1', fields: 'a,b' })
    const record = latin(sinkRecord({ valueSchema: schema, value }))
    expect(fieldsOf(record?.value)).toEqual({ a: 'gü', b: null })
    expect(record?.valueSchema?.fields?.map((one) => one.schema)).toEqual([
      schemas.string,
      schemas.optionalString,
    ])
    const wide = common('BytesToString$Key', { charset: 'UTF-16' })
    expect(wide(sinkRecord({ key: Buffer.from([0xff, 0xfe, 0x67, 0]) }))?.key).toBe('g')
  })

  test('a field that holds no bytes fails', () => {
    const read = common('BytesToString$Value', { fields: 'a' })
    expect(() => read(sinkRecord({ value: { a: 5 } }))).toThrow('found: java.lang.Long')
  })
})

test.each([
  ['UPPER_UNDERSCORE', 'LOWER_CAMEL', 'TOPIC_NAME', 'topicName'],
  ['LOWER_CAMEL', 'LOWER_UNDERSCORE', 'topicName', 'topic_name'],
  ['UPPER_CAMEL', 'LOWER_HYPHEN', 'TopicName', 'topic-name'],
  ['UPPER_CAMEL', 'LOWER_UNDERSCORE', 'HTTPTopic', 'h_t_t_p_topic'],
  ['LOWER_HYPHEN', 'UPPER_CAMEL', 'topic-name', 'TopicName'],
  ['LOWER_UNDERSCORE', 'LOWER_HYPHEN', 'Topic_name', 'Topic-name'],
  ['LOWER_UNDERSCORE', 'UPPER_UNDERSCORE', 'topic_name', 'TOPIC_NAME'],
  ['LOWER_HYPHEN', 'LOWER_CAMEL', '-topic', 'Topic'],
])('ChangeTopicCase from %s to %s: %s becomes %s', (from, to, topic, expected) => {
  expect(common('ChangeTopicCase', { from, to })(sinkRecord({ topic }))?.topic).toBe(expected)
})

test('ExtractNestedField copies a field of a structure to the top', () => {
  const lift = common('ExtractNestedField$Value', {
    'input.outer.field.name': 'address',
    'input.inner.field.name': 'state',
    'output.field.name': 'state',
  })
  const address = schemas.structOf([schemas.field('state', schemas.optionalString)])
  const schema = schemas.structOf([schemas.field('address', schemas.optionalOf(address))])
  const value = structValue({ address: structValue({ state: 'BW' }) })
  const lifted = lift(sinkRecord({ valueSchema: schema, value }))
  expect(lifted?.value).toMatchObject({ state: 'BW' })
  expect(lifted?.valueSchema?.fields?.at(-1)).toEqual(schemas.field('state', schemas.optionalString))
  expect(lift(sinkRecord({ value: { address: { state: 'BY' } } }))?.value).toMatchObject({ state: 'BY' })
  expect(() => lift(sinkRecord({ value: {} }))).toThrow('Field address is null')
})

test('ExtractTimestamp makes a field the time of the record', () => {
  const extract = common('ExtractTimestamp$Value', { 'field.name': 'at' })
  expect(extract(sinkRecord({ value: { at: 5 } }))?.timestamp).toBe(5)
  const schema = schemas.structOf([schemas.field('at', schemas.timestamp)])
  const dated = sinkRecord({ valueSchema: schema, value: structValue({ at: new Date(7) }) })
  expect(extract(dated)?.timestamp).toBe(7)
  expect(() => extract(sinkRecord({ value: { at: null } }))).toThrow("Field 'at' cannot be null.")
  expect(() => extract(sinkRecord({ value: { at: 'x' } }))).toThrow('Cannot convert java.lang.String')
})

test('TimestampNow and TimestampNowField take the time of the clock', () => {
  const before = Date.now()
  expect(common('TimestampNow')(sinkRecord())?.timestamp).toBeGreaterThanOrEqual(before)
  const schema = schemas.structOf([schemas.field('now', schemas.string), schemas.field('id', schemas.int32)])
  const record = sinkRecord({ valueSchema: schema, value: structValue({ now: 'x', id: 1 }) })
  const dated = common('TimestampNowField$Value', { fields: 'now,also' })(record)
  expect(dated?.valueSchema?.fields?.map(({ name }) => name)).toEqual(['id', 'now', 'also'])
  expect(dated?.value).toMatchObject({ id: 1, now: expect.any(Date) as Date, also: expect.any(Date) as Date })
  const unix = common('TimestampNowField$Value', { fields: 'now', 'target.type': 'Unix' })
  const seconds = (unix(sinkRecord({ value: {} }))?.value as { now: number }).now
  expect(seconds).toBeGreaterThanOrEqual(Math.floor(before / 1000))
})

test('HeaderToValue puts headers into fields, and moves them where asked to', () => {
  const headers = [{ key: 'trace', schema: schemas.string, value: 'x1' }]
  const schema = schemas.structOf([schemas.field('id', schemas.int32)], { name: 'shop.Order' })
  const record = sinkRecord({ headers, valueSchema: schema, value: structValue({ id: 1 }) })
  const config = { headers: 'trace,none', fields: 't,n', operation: 'move' }
  const put = transformOf('io.debezium.transforms.HeaderToValue', config)
  const moved = put(record)
  expect(fieldsOf(moved?.value)).toEqual({ id: 1, t: 'x1' })
  expect(moved?.headers).toEqual([])
  expect(put(record)?.valueSchema).toBe(moved?.valueSchema)
  expect(moved?.valueSchema?.fields?.at(-1)).toEqual(schemas.field('t', schemas.string))
  const copy = transformOf('io.debezium.transforms.HeaderToValue', { ...config, operation: 'copy' })
  expect(copy(record)?.headers).toEqual(headers)
  expect(() => put(sinkRecord({ headers, value: {} }))).toThrow('Only Struct objects supported')
})
