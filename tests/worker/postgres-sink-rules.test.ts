import { expect, test } from 'vitest'
import {
  field,
  int32,
  int64,
  optionalInt32,
  optionalString,
  string,
  structOf,
} from '@/lib/connectors/data/schemas'
import {
  makeSink,
  openSink,
  query,
  rawBatch,
  type SinkOptions,
  type SinkRecord,
} from '@/tests/support/postgres-sink'

const order = structOf([field('id', int64), field('item', string), field('note', optionalString)])
const one = { id: 1, item: 'tea', note: null }
const plain = { 'input.data.format': 'JSON' }

const columnsOf = (table: string) =>
  query(
    `SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(array_position(i.indkey::int2[], a.attnum)::text, '')
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = '${table}'::regclass AND a.attnum > 0 ORDER BY a.attnum`,
  )
const namesOf = async (table: string) => (await columnsOf(table)).map(([name]) => name)

/** Sends the records, and answers why those that were not stored were refused. */
async function sendTo(
  topic: string,
  config: Record<string, string>,
  records: SinkRecord[],
  more: SinkOptions = {},
) {
  const sink = await openSink({ topic, config, ...more })
  await sink.send(records, { topic })
  await sink.stop()
  return sink.bad.map(({ error }) => error.message)
}
const upsert = { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' }
const lines = (...values: (object | null)[]) =>
  values.map((value) => ({ value: value && JSON.stringify(value) }))

test('auto.create makes the columns in order, keys NOT NULL, others as the schema says, defaults as defaults', async () => {
  const schema = structOf([
    ...(order.fields ?? []),
    field('state', { type: 'STRING', optional: true, default: "it's\\new" }),
  ])
  const config = {
    'auto.create': 'true',
    'pk.mode': 'record_value',
    'pk.fields': 'item',
    'insert.mode': 'UPSERT',
  }
  expect(await sendTo('made', config, [{ value: { ...one, state: null }, valueSchema: schema }])).toEqual([])
  expect(await columnsOf('made')).toEqual([
    ['id', 'bigint', 't', ''],
    ['item', 'text', 't', '0'],
    ['note', 'text', 'f', ''],
    ['state', 'text', 'f', ''],
  ])
  expect(await query('SELECT * FROM made')).toEqual([['1', 'tea', null, "it's\\new"]])
  await query(`INSERT INTO made (id, item) VALUES (2, 'x')`)
  expect(await query('SELECT state FROM made WHERE id = 2')).toEqual([["it's\\new"]])
})

test('pk.mode kafka puts topic, partition and offset first; a single key comes last', async () => {
  const kafka = { 'auto.create': 'true', 'pk.mode': 'kafka' }
  await sendTo('coordinates', kafka, [{ value: one, valueSchema: order }])
  expect(await namesOf('coordinates')).toEqual([
    '__connect_topic',
    '__connect_partition',
    '__connect_offset',
    'id',
    'item',
    'note',
  ])
  expect(await query('SELECT __connect_topic, __connect_offset FROM coordinates')).toEqual([
    ['coordinates', '0'],
  ])
  const keyed = { 'auto.create': 'true', 'pk.mode': 'record_key', 'pk.fields': 'k' }
  await sendTo('keyed', keyed, [{ key: 7, keySchema: int32, value: one, valueSchema: order }])
  expect((await columnsOf('keyed')).at(-1)).toEqual(['k', 'integer', 't', '0'])
})

test('Keys: all fields of a struct or those named; a missing key or field is an error of the record', async () => {
  const keySchema = structOf([field('a', int32), field('b', int32)])
  const config = { 'auto.create': 'true', 'pk.mode': 'record_key' }
  const record = { key: { a: 1, b: 2 }, keySchema, value: one, valueSchema: order }
  const bad = await sendTo('struct_keys', config, [
    record,
    { value: one, valueSchema: order },
    { key: 'x', keySchema: string, value: one, valueSchema: order },
  ])
  expect(bad).toEqual([expect.stringMatching(/non-null key/), expect.stringMatching(/exactly one name/)])
  expect(
    (await columnsOf('struct_keys')).filter(([, , , place]) => place !== '').map(([name]) => name),
  ).toEqual(['a', 'b'])
  expect(await sendTo('no_field', { ...config, 'pk.fields': 'c' }, [record])).toEqual([
    expect.stringMatching(/"c"/),
  ])
})

test('fields.whitelist keeps the key; without it unknown fields are refused or, with auto.evolve, added', async () => {
  await query('CREATE TABLE listed (id bigint PRIMARY KEY, item text)')
  expect(
    await sendTo('listed', { ...upsert, 'fields.whitelist': 'item' }, [{ value: one, valueSchema: order }]),
  ).toEqual([])
  expect(await sendTo('listed', upsert, [{ value: { ...one, id: 2 }, valueSchema: order }])).toEqual([
    expect.stringMatching(/"note".*auto\.evolve/),
  ])
  const evolving = { ...upsert, 'auto.evolve': 'true' }
  expect(
    await sendTo('listed', evolving, [{ value: { ...one, id: 3, note: 'n' }, valueSchema: order }]),
  ).toEqual([])
  expect(await query('SELECT * FROM listed ORDER BY id')).toEqual([
    ['1', 'tea', null],
    ['3', 'tea', 'n'],
  ])
  const harder = structOf([field('id', int64), field('must', int32)])
  expect(await sendTo('listed', evolving, [{ value: { id: 4, must: 1 }, valueSchema: harder }])).toEqual([
    expect.stringMatching(/neither optional nor/),
  ])
})

test('Columns are matched exactly, then whatever their case; names are quoted always or never', async () => {
  await query('CREATE TABLE "Mixed" ("Id" bigint PRIMARY KEY, "ITEM" text, item text, "odd"" name" text)')
  const schema = structOf([field('id', int64), field('item', string), field('odd" name', optionalString)])
  await sendTo('Mixed', { ...upsert, 'pk.fields': 'id' }, [
    { value: { id: 1, item: 'x', 'odd" name': 'y' }, valueSchema: schema },
  ])
  expect(await query('SELECT * FROM "Mixed"')).toEqual([['1', null, 'x', 'y']])
  const never = { 'auto.create': 'true', 'quote.sql.identifiers': 'NEVER' }
  await sendTo('FoldMe', never, [{ value: { ID: 1 }, valueSchema: structOf([field('ID', int32)]) }])
  expect(await namesOf('foldme')).toEqual(['id'])
  const hostile = 'x"; DROP TABLE listed; --'
  await sendTo(hostile, { 'auto.create': 'true', 'table.name.format': 'hostile' }, [
    { value: { [hostile]: 1 }, valueSchema: structOf([field(hostile, int32)]) },
  ])
  expect(await namesOf('hostile')).toEqual([hostile])
})

test('table.name.format names schemas; a missing one, a missing table and a view are told with a remedy', async () => {
  await query('CREATE SCHEMA sales; CREATE TABLE base (id bigint); CREATE VIEW shown AS SELECT * FROM base')
  const qualified = { 'auto.create': 'true', 'table.name.format': 'sales.${topic}_in' }
  await sendTo('eu', qualified, [{ value: one, valueSchema: order }])
  expect(await query('SELECT id FROM sales.eu_in')).toEqual([['1']])
  expect(await query('SELECT next_offset FROM sales.tributary_sink_offsets')).toEqual([['1']])
  const record = { value: { id: 1 }, valueSchema: structOf([field('id', int64)]) }
  await expect(sendTo('t', { 'table.name.format': 'nowhere.t' }, [record])).rejects.toThrow(/nowhere/)
  await expect(sendTo('absent', {}, [record])).rejects.toThrow(/does not exist.*auto\.create/)
  await expect(sendTo('shown', {}, [record])).rejects.toThrow(/VIEW.*table\.types/)
  expect(await sendTo('shown', { 'table.types': 'TABLE,VIEW' }, [record])).toEqual([])
  expect(await query('SELECT count(*) FROM base')).toEqual([['1']])
})

test('Upserts: of a key that comes again the last record counts; other columns stay', async () => {
  await query(`CREATE TABLE stock (id bigint PRIMARY KEY, n integer, mine text DEFAULT 'kept')`)
  const sink = await openSink({ topic: 'stock', config: { ...plain, ...upsert } })
  const numbers = Array.from({ length: 5_000 }, (_one, at) => ({ id: at % 7, n: at }))
  await sink.putRaw?.([rawBatch(lines(...numbers), 'stock')])
  await query(`UPDATE stock SET mine = 'changed' WHERE id = 3`)
  await sink.putRaw?.([rawBatch(lines({ id: 3, n: -1 }, { id: 4 }), 'stock', 0, 5_000)])
  expect(await query('SELECT * FROM stock WHERE id IN (3, 4, 6) ORDER BY id')).toEqual([
    ['3', '-1', 'changed'],
    ['4', '4995', 'kept'],
    ['6', '4997', 'kept'],
  ])
  await sink.stop()
})

test('Keys that lie in several partitions: both connections write them at once, and never lock each other out', async () => {
  await query('CREATE TABLE shared (id bigint PRIMARY KEY, n integer)')
  const deadlocks = () => query('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')
  const before = await deadlocks()
  const sink = await openSink({ topic: 'shared', config: { ...plain, ...upsert }, partitions: 2 })
  const numbers = (step: number) =>
    Array.from({ length: 3_000 }, (_one, at) => ({ id: (at * step) % 2_999, n: at }))
  for (let round = 0; round < 5; round++)
    await sink.putRaw?.([
      rawBatch(lines(...numbers(7)), 'shared', 0, round * 3_000),
      rawBatch(lines(...numbers(2_998)), 'shared', 1, round * 3_000),
    ])
  await sink.stop()
  expect(await query('SELECT count(*), count(DISTINCT id) FROM shared')).toEqual([['2999', '2999']])
  expect(await deadlocks()).toEqual(before)
})

test('Delete on null removes the row of the key, in the order of the records; otherwise a null value is an error', async () => {
  await query('CREATE TABLE living (k text PRIMARY KEY, v integer, w integer)')
  const config = {
    ...plain,
    'insert.mode': 'UPSERT',
    'pk.mode': 'record_key',
    'pk.fields': 'k',
    'delete.enabled': 'true',
  }
  const sink = await openSink({ topic: 'living', config })
  const keyed = (key: string, value: object | null) => ({ key, value: value && JSON.stringify(value) })
  await sink.putRaw?.([
    rawBatch(
      [
        keyed('a', { v: 1 }),
        keyed('b', { v: 1, w: 1 }),
        keyed('a', null),
        keyed('c', null),
        keyed('b', null),
        keyed('b', { v: 2 }),
        keyed('c\t\\', { v: 3 }),
      ],
      'living',
    ),
  ])
  expect(await query('SELECT * FROM living ORDER BY k')).toEqual([
    ['b', '2', null],
    ['c\t\\', '3', null],
  ])
  await sink.send([{ key: 'b', keySchema: string, value: null }], { topic: 'living', offset: 7 })
  expect(await query('SELECT k FROM living')).toEqual([['c\t\\']])
  await sink.stop()
  const strict = { 'pk.mode': 'record_key', 'pk.fields': 'k' }
  expect(await sendTo('living', strict, [{ key: 'b', keySchema: string, value: null }])).toEqual([
    expect.stringMatching(/non-null value/),
  ])
})

test('UPDATE changes rows that are there and adds none, in the self-managed dialect only', async () => {
  await query('CREATE TABLE changed (id bigint PRIMARY KEY, n integer); INSERT INTO changed VALUES (1, 0)')
  const config = { ...upsert, 'insert.mode': 'UPDATE' }
  const schema = structOf([field('id', int64), field('n', optionalInt32)])
  const records = [1, 2].map((id) => ({ value: { id, n: 5 }, valueSchema: schema }))
  expect(await sendTo('changed', config, records, { dialect: 'self-managed' })).toEqual([])
  expect(await query('SELECT * FROM changed')).toEqual([['1', '5']])
  await expect(makeSink({ config })).rejects.toThrow(/self-managed/)
})

test('Settings that cannot work are refused before anything is connected', async () => {
  await expect(makeSink({ config: { 'insert.mode': 'UPSERT' } })).rejects.toThrow(/primary key/)
  await expect(makeSink({ config: { 'delete.enabled': 'true' } })).rejects.toThrow(/record_key/)
  await expect(makeSink({ config: { 'pk.mode': 'kafka', 'pk.fields': 'a,b' } })).rejects.toThrow(
    /three names/,
  )
  await expect(makeSink({ config: { 'connection.host': '/var/run/postgresql' } })).rejects.toThrow(
    /Unix sockets/,
  )
  await expect(makeSink({ config: { 'connection.host': 'a,b?options=-c' } })).rejects.toThrow(
    /not a host name/,
  )
  await expect(makeSink({ config: { 'db.timezone': 'Mars/Olympus' } })).rejects.toThrow(/time zone/)
})
