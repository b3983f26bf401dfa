// Debezium's transforms that give change events another topic, and the limit of decimals' digits.
import { describe, expect, test } from 'vitest'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { sinkRecord, structValue, transformOf } from '@/tests/support/transform-records'

const envelopeOf = (row: ReturnType<typeof schemas.structOf>) =>
  schemas.structOf(
    [
      schemas.field('before', row),
      schemas.field('after', row),
      schemas.field('op', schemas.string),
      schemas.field('ts_ms', schemas.optionalInt64),
    ],
    { name: 'shop.orders_1.Envelope' },
  )
const fieldsOf = (value: ConnectValue | undefined): unknown => ({ ...(value as object) })

describe('ByLogicalTableRouter', () => {
  const row = schemas.structOf([schemas.field('id', schemas.int32)], { name: 'shop.orders_1.Value' })
  const keySchema = schemas.structOf([schemas.field('id', schemas.int32)], { name: 'shop.orders_1.Key' })
  const envelope = envelopeOf(row)
  const event = (topic: string): ConnectRecord =>
    sinkRecord({
      topic,
      ...{ keySchema, key: structValue({ id: 7 }), valueSchema: envelope },
      value: structValue({ before: null, after: structValue({ id: 7 }), op: 'c', ts_ms: 1 }),
    })
  const route = (more: Record<string, string> = {}) =>
    transformOf('io.debezium.transforms.ByLogicalTableRouter', {
      ...{ 'topic.regex': '(.*)orders_(\\d+)', 'topic.replacement': '$1orders' },
      ...more,
    })

  test('several tables in one topic: keys say the table, schemas are named by the topic', () => {
    const routed = route()(event('shop.orders_1'))
    expect(routed).toMatchObject({
      topic: 'shop.orders',
      keySchema: { name: 'shop.orders.Key' },
      valueSchema: { name: 'shop.orders.Envelope' },
    })
    expect(fieldsOf(routed?.key)).toEqual({ id: 7, __dbz__physicalTableIdentifier: 'shop.orders_1' })
    expect(routed?.valueSchema?.fields?.slice(0, 2).map(({ schema }) => schema.name)).toEqual([
      'shop.orders.Value',
      'shop.orders.Value',
    ])
    const short = { 'key.field.name': 'shard', 'key.field.regex': '.*_(\\d+)', 'key.field.replacement': '$1' }
    expect(fieldsOf(route(short)(event('shop.orders_22'))?.key)).toEqual({ id: 7, shard: '22' })
  })

  test('keys stay as they are where they need not be kept apart, and so do topics that do not match', () => {
    const given = event('shop.orders_1')
    expect(route({ 'key.enforce.uniqueness': 'false' })(given)?.key).toBe(given.key)
    const other = event('shop.customers')
    expect(route()(other)).toBe(other)
    const tombstone = sinkRecord({ topic: 'shop.orders_1', keySchema, key: structValue({ id: 7 }) })
    expect(route()(tombstone)).toMatchObject({ topic: 'shop.orders', value: null })
  })
})

describe('outbox.EventRouter', () => {
  const row = schemas.structOf([
    schemas.field('id', schemas.string),
    schemas.field('aggregatetype', schemas.string),
    schemas.field('aggregateid', schemas.string),
    schemas.field('type', schemas.string),
    schemas.field('payload', schemas.optionalString),
  ])
  const envelope = envelopeOf(row)
  const inserted = (payload: string | null, op = 'c'): ConnectRecord =>
    sinkRecord({
      topic: 'shop.outbox',
      valueSchema: envelope,
      value: structValue({
        before: null,
        after: structValue({ id: 'e1', aggregatetype: 'order', aggregateid: '42', type: 'Created', payload }),
        ...{ op, ts_ms: 5000 },
      }),
    })
  const route = (more: Record<string, string> = {}) =>
    transformOf('io.debezium.transforms.outbox.EventRouter', more)

  test('a row becomes its payload, keyed by what it is about, in the topic of its kind, with its id as a header', () => {
    expect(route()(inserted('{"a":1}'))).toMatchObject({
      ...{ topic: 'outbox.event.order', key: '42', value: '{"a":1}', timestamp: 5000, partition: null },
      headers: [{ key: 'id', value: 'e1' }],
    })
    const other = { 'route.topic.replacement': '${routedByValue}.events', 'route.by.field': 'type' }
    expect(route(other)(inserted('x'))?.topic).toBe('Created.events')
  })

  test('more columns go into headers or beside the payload', () => {
    const placed = route({
      'table.fields.additional.placement': 'type:header:eventType,aggregatetype:envelope:kind',
    })(inserted('x'))
    expect(fieldsOf(placed?.value)).toEqual({ payload: 'x', kind: 'order' })
    expect(placed?.headers.at(-1)).toMatchObject({ key: 'eventType', value: 'Created' })
    const missing = { 'table.fields.additional.placement': 'nothing:header' }
    expect(() => route(missing)(inserted('x'))).toThrow('Unable to find field nothing')
    const lenient = { ...missing, 'table.fields.additional.error.on.missing': 'false' }
    expect(route(lenient)(inserted('x'))?.headers).toHaveLength(1)
  })

  test('deletes, updates and tombstones are passed over, or fail where that is wanted', () => {
    expect(route()(inserted('x', 'd'))).toBeNull()
    expect(route()(inserted('x', 'u'))).toBeNull()
    expect(route()(sinkRecord({ topic: 'shop.outbox' }))).toBeNull()
    expect(() => route({ 'table.op.invalid.behavior': 'fatal' })(inserted('x', 'u'))).toThrow('operation u')
    const empty = { 'route.tombstone.on.empty.payload': 'true' }
    expect(route(empty)(inserted(null))).toMatchObject({ key: '42', value: null, valueSchema: null })
    expect(() => route({ 'table.expand.json.payload': 'true' })).toThrow('payloads stay text here')
  })
})

test('SetMaximumPrecision: decimals say how many digits they have at most, and more are refused', () => {
  const limit = transformOf(
    'com.github.jcustenborder.kafka.connect.transform.common.SetMaximumPrecision$Value',
    { 'precision.max': '4' },
  )
  const schema = schemas.structOf([
    schemas.field('price', schemas.decimalOf(2, { optional: true })),
    schemas.field('n', schemas.int32),
  ])
  const record = (unscaled: bigint | null) =>
    sinkRecord({
      valueSchema: schema,
      value: structValue({ price: unscaled === null ? null : { unscaled, scale: 2 }, n: 123_456 }),
    })
  const limited = limit(record(-9999n))
  expect(limited?.valueSchema?.fields?.[0]?.schema.parameters).toEqual({
    ...{ scale: '2', 'connect.decimal.precision': '4' },
  })
  expect(fieldsOf(limited?.value)).toEqual({ price: { unscaled: -9999n, scale: 2 }, n: 123_456 })
  expect(fieldsOf(limit(record(null))?.value)).toMatchObject({ price: null })
  expect(() => limit(record(10_000n))).toThrow('Field price has more than 4 digits')
})
