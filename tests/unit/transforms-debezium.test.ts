import { describe, expect, test } from 'vitest'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { sinkRecord, structValue, transformOf } from '@/tests/support/transform-records'

const row = schemas.structOf(
  [
    schemas.field('id', schemas.int32),
    schemas.field('city', schemas.schemaOf('STRING', { optional: true, default: 'nowhere' })),
  ],
  { name: 'shop.public.orders.Value', optional: true },
)
const source = schemas.structOf([
  schemas.field('table', schemas.string),
  schemas.field('ts_ms', schemas.int64),
])
const envelope = schemas.structOf(
  [
    schemas.field('before', row),
    schemas.field('after', row),
    schemas.field('source', source),
    schemas.field('op', schemas.string),
    schemas.field('ts_ms', schemas.optionalInt64),
  ],
  { name: 'shop.public.orders.Envelope' },
)

const order = structValue({ id: 7, city: 'Ulm' })
const event = (op: string, before: ConnectValue, after: ConnectValue): ConnectRecord =>
  sinkRecord({
    topic: 'shop.public.orders',
    key: 7,
    valueSchema: envelope,
    value: structValue({
      before,
      after,
      op,
      ts_ms: 2000,
      source: structValue({ table: 'orders', ts_ms: 1000 }),
    }),
  })
const created = event('c', null, order)
const deleted = event('d', order, null)
const truncated = event('t', null, null)
const tombstone = sinkRecord({ topic: 'shop.public.orders', key: 7 })

const unwrap = (properties: Record<string, string> = {}) =>
  transformOf('io.debezium.transforms.ExtractNewRecordState', properties)
const valueOf = (record: ConnectRecord | null): unknown =>
  record && (record.value === null ? 'tombstone' : { ...(record.value as object) })

const rowOf = { id: 7, city: 'Ulm' }

describe('deletes, tombstones and truncates by mode', () => {
  test.each<[mode: Record<string, string>, created: unknown, deleted: unknown, tombstone: unknown]>([
    [{}, rowOf, null, 'tombstone'],
    [{ 'delete.tombstone.handling.mode': 'drop' }, rowOf, null, null],
    [{ 'delete.tombstone.handling.mode': 'tombstone' }, rowOf, null, 'tombstone'],
    [
      { 'delete.tombstone.handling.mode': 'rewrite' },
      { ...rowOf, __deleted: 'false' },
      { ...rowOf, __deleted: 'true' },
      null,
    ],
    [
      { 'delete.tombstone.handling.mode': 'rewrite-with-tombstone' },
      { ...rowOf, __deleted: 'false' },
      { ...rowOf, __deleted: 'true' },
      'tombstone',
    ],
    [{ 'delete.tombstone.handling.mode': 'delete-to-tombstone' }, rowOf, 'tombstone', null],
    [{ 'drop.tombstones': 'true' }, rowOf, null, null],
    [{ 'drop.tombstones': 'false', 'delete.handling.mode': 'none' }, rowOf, 'tombstone', 'tombstone'],
    [
      { 'delete.handling.mode': 'rewrite' },
      { ...rowOf, __deleted: 'false' },
      { ...rowOf, __deleted: 'true' },
      null,
    ],
  ])('%j', (mode, ofCreated, ofDeleted, ofTombstone) => {
    const apply = unwrap(mode)
    expect([created, deleted, tombstone, truncated].map((record) => valueOf(apply(record)))).toEqual([
      ofCreated,
      ofDeleted,
      ofTombstone,
      null,
    ])
  })
})

test('what is no change event passes unchanged', () => {
  const other = sinkRecord({ valueSchema: row, value: order })
  const loose = sinkRecord({ value: { before: null, after: { id: 1 }, op: 'c' } })
  expect(unwrap()(other)).toBe(other)
  expect(unwrap()(loose)).toBe(loose)
})

test('metadata is added as fields and headers, under a prefix or a name of its own', () => {
  const record = unwrap({
    'add.fields': 'op,table,source.ts_ms,source.ts_ms:when,nothing',
    'add.headers': 'op,source.table:from',
    'add.headers.prefix': 'cdc.',
  })(created)
  expect(valueOf(record)).toEqual({
    ...rowOf,
    __op: 'c',
    __table: 'orders',
    __source_ts_ms: 1000,
    __when: 1000,
  })
  expect(
    record?.valueSchema?.fields?.map(({ name, schema }) => `${name} ${schema.type} ${schema.optional}`),
  ).toEqual([
    'id INT32 false',
    'city STRING true',
    '__op STRING true',
    '__table STRING true',
    '__source_ts_ms INT64 true',
    '__when INT64 true',
  ])
  expect(record?.valueSchema).toMatchObject({ name: 'shop.public.orders.Value', optional: false })
  expect(record?.headers.map(({ key, value }) => [key, value])).toEqual([
    ['cdc.op', 'c'],
    ['cdc.from', 'orders'],
  ])
  expect(unwrap({ 'add.headers': 'op,table' })(tombstone)?.headers).toEqual([
    { key: '__op', schema: schemas.string, value: 'd' },
  ])
})

test('a field of the row becomes the topic, of deleted ones too', () => {
  const apply = unwrap({ 'route.by.field': 'city', 'delete.tombstone.handling.mode': 'rewrite' })
  expect(apply(created)?.topic).toBe('Ulm')
  expect(apply(deleted)?.topic).toBe('Ulm')
  expect(() => unwrap({ 'route.by.field': 'x' })(created)).toThrow('x is not a valid field name')
})

test('fields that a header lists are dropped, required ones only where asked for', () => {
  const marked = {
    ...created,
    headers: [{ key: 'drop', schema: schemas.arrayOf(schemas.string), value: ['id', 'city'] }],
  }
  const drop = { 'drop.fields.header.name': 'drop' }
  expect(valueOf(unwrap(drop)(marked))).toEqual({ id: 7 })
  expect(valueOf(unwrap({ ...drop, 'drop.fields.keep.schema.compatible': 'false' })(marked))).toEqual({})
  expect(valueOf(unwrap(drop)(created))).toEqual(rowOf)
})

test('a null of a rewritten row is read as its default unless nulls are kept', () => {
  const nameless = event('c', null, structValue({ id: 8, city: null }))
  const rewrite = { 'delete.tombstone.handling.mode': 'rewrite' }
  expect(valueOf(unwrap(rewrite)(nameless))).toMatchObject({ city: 'nowhere' })
  const keep = { ...rewrite, 'replace.null.with.default': 'false' }
  expect(valueOf(unwrap(keep)(nameless))).toMatchObject({ city: null })
})
