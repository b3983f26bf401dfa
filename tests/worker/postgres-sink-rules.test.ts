import { expect, test } from 'vitest'
import { field, int32, int64, optionalString, string, structOf } from '@/lib/connectors/data/schemas'
import { openSink, query } from '@/tests/support/postgres-sink'

const order = structOf([field('id', int64), field('item', string), field('note', optionalString)])
const one = { id: 1, item: 'tea', note: null }

const columnsOf = (table: string) =>
  query(
    `SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(array_position(i.indkey::int2[], a.attnum)::text, '')
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = '${table}'::regclass AND a.attnum > 0 ORDER BY a.attnum`,
  )

test('auto.create makes the columns in order, keys NOT NULL, others as the schema says', async () => {
  const sink = await openSink({
    topic: 'made',
    config: {
      'auto.create': 'true',
      'pk.mode': 'record_value',
      'pk.fields': 'item',
      'insert.mode': 'UPSERT',
    },
  })
  await sink.send([{ value: one, valueSchema: order }], { topic: 'made' })
  expect(await columnsOf('made')).toEqual([
    ['id', 'bigint', 't', ''],
    ['item', 'text', 't', '0'],
    ['note', 'text', 'f', ''],
  ])
  expect(await query('SELECT * FROM made')).toEqual([['1', 'tea', null]])
  await sink.stop()
})

test('pk.mode kafka puts topic, partition and offset first; int keys from record_key come last', async () => {
  const sink = await openSink({ topic: 'coordinates', config: { 'auto.create': 'true', 'pk.mode': 'kafka' } })
  await sink.send([{ value: one, valueSchema: order }], { topic: 'coordinates', offset: 41 })
  expect((await columnsOf('coordinates')).map(([name]) => name)).toEqual([
    '__connect_topic',
    '__connect_partition',
    '__connect_offset',
    'id',
    'item',
    'note',
  ])
  expect(await query('SELECT __connect_topic, __connect_offset FROM coordinates')).toEqual([
    ['coordinates', '41'],
  ])
  await sink.stop()
  const keyed = await openSink({
    topic: 'keyed',
    config: { 'auto.create': 'true', 'pk.mode': 'record_key', 'pk.fields': 'k' },
  })
  await keyed.send([{ key: 7, keySchema: int32, value: one, valueSchema: order }], { topic: 'keyed' })
  expect((await columnsOf('keyed')).at(-1)).toEqual(['k', 'integer', 't', '0'])
  await keyed.stop()
})
