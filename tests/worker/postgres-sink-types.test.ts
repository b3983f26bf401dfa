import { expect, test } from 'vitest'
import {
  arrayOf,
  boolean,
  bytes,
  date,
  decimalOf,
  field,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  mapOf,
  optionalOf,
  string,
  structOf,
  time,
  timestamp,
} from '@/lib/connectors/data/schemas'
import { openSink, query, rawBatch } from '@/tests/support/postgres-sink'

const at = new Date('2024-03-31T00:30:15.678Z')
const everything = structOf([
  field('i8', int8),
  field('i16', int16),
  field('i32', int32),
  field('i64', int64),
  field('f32', float32),
  field('f64', float64),
  field('flag', boolean),
  field('txt', optionalOf(string)),
  field('bin', bytes),
  field('money', decimalOf(2)),
  field('day', date),
  field('clock', time),
  field('moment', timestamp),
  field('tags', arrayOf(string)),
  field('counts', arrayOf(int32)),
  field('doc', mapOf(string, int64)),
])
const value = {
  i8: -128,
  i16: 32_767,
  i32: -2_147_483_648,
  i64: 9_223_372_036_854_775_807n,
  f32: 0.5,
  f64: 1e300,
  flag: true,
  txt: 'tab\t new\n back\\slash "ü€😀" \\N',
  bin: Buffer.from([0, 255, 92]),
  money: { unscaled: -12_345n, scale: 2 },
  day: new Date('2024-02-29T00:00:00Z'),
  clock: new Date(45_296_789),
  moment: at,
  tags: ['a', 'b,"c"', '\\', '', 'NULL'],
  counts: [1, 2],
  doc: new Map([['k', 9_007_199_254_740_993n]]),
}

test('Every type is created as its column and comes back as it was', async () => {
  const sink = await openSink({ topic: 'everything', config: { 'auto.create': 'true' } })
  await sink.send([{ value, valueSchema: everything }], { topic: 'everything' })
  expect(sink.bad).toEqual([])
  const types = await query(
    `SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'everything'::regclass AND attnum > 0 ORDER BY attnum`,
  )
  expect(types.flat()).toEqual([
    'smallint',
    'smallint',
    'integer',
    'bigint',
    'real',
    'double precision',
    'boolean',
    'text',
    'bytea',
    'numeric',
    'date',
    'time without time zone',
    'timestamp without time zone',
    'text[]',
    'integer[]',
    'jsonb',
  ])
  expect(await query('SELECT * FROM everything')).toEqual([
    [
      '-128',
      '32767',
      '-2147483648',
      '9223372036854775807',
      '0.5',
      '1e+300',
      't',
      value.txt,
      '\\x00ff5c',
      '-123.45',
      '2024-02-29',
      '12:34:56.789',
      '2024-03-31 00:30:15.678',
      '{a,"b,\\"c\\"","\\\\","","NULL"}',
      '{1,2}',
      '{"k": 9007199254740993}',
    ],
  ])
  await sink.stop()
})

test('Existing columns of other types take what PostgreSQL reads: uuid, json, enum, numeric, timestamptz, citext-like domains', async () => {
  await query(
    `CREATE TYPE mood AS ENUM ('ok', 'bad'); CREATE DOMAIN short AS varchar(5);
     CREATE TABLE existing (id uuid PRIMARY KEY, doc jsonb, plain json, mood mood, amount numeric(10,2), moment timestamptz, net inet, nick short, numbers bigint[])`,
  )
  const schema = structOf([
    field('id', string),
    field('doc', string),
    field('plain', structOf([field('a', int32)])),
    field('mood', string),
    field('amount', float64),
    field('moment', timestamp),
    field('net', string),
    field('nick', string),
    field('numbers', arrayOf(int64)),
  ])
  const config = {
    'insert.mode': 'UPSERT',
    'pk.mode': 'record_value',
    'pk.fields': 'id',
    'db.timezone': 'Europe/Berlin',
  }
  const sink = await openSink({ topic: 'existing', config })
  const row = {
    id: '5b5c9d3e-6f0a-4f6e-9d53-0123456789ab',
    doc: '{"a": [1]}',
    plain: { a: 1 },
    mood: 'ok',
    amount: 12.5,
    moment: at,
    net: '10.0.0.1',
    nick: 'kurz',
    numbers: [1, 2n ** 60n],
  }
  await sink.send(
    [
      { value: row, valueSchema: schema },
      { value: { ...row, mood: 'unheard of' }, valueSchema: schema },
      { value: { ...row, nick: 'too long' }, valueSchema: schema },
    ],
    { topic: 'existing' },
  )
  expect(sink.bad.map(({ origin }) => origin.offset)).toEqual([1, 2])
  expect(
    await query('SELECT doc, plain, mood, amount, extract(epoch from moment), numbers FROM existing'),
  ).toEqual([['{"a": [1]}', '{"a":1}', 'ok', '12.50', '1711845015.678000', '{1,1152921504606846976}']])
  await sink.stop()
})

test('db.timezone and date.timezone decide local times and days', async () => {
  const schema = structOf([field('moment', timestamp), field('day', date)])
  const sent = [{ value: { moment: at, day: new Date('2024-02-29T00:00:00Z') }, valueSchema: schema }]
  for (const [topic, dateZone] of [
    ['new_york', 'DB_TIMEZONE'],
    ['new_york_utc', 'UTC'],
  ] as const) {
    const config = { 'auto.create': 'true', 'db.timezone': 'America/New_York', 'date.timezone': dateZone }
    const sink = await openSink({ topic, config })
    await sink.send(sent, { topic })
    await sink.stop()
  }
  expect(await query('SELECT * FROM new_york')).toEqual([['2024-03-30 20:30:15.678', '2024-02-28']])
  expect(await query('SELECT day FROM new_york_utc')).toEqual([['2024-02-29']])
})

test('timestamp.fields.list: longs by the unit, digits and text become timestamps', async () => {
  const config = { 'auto.create': 'true', 'timestamp.fields.list': 'a,b,c', 'input.data.format': 'JSON' }
  const schema = structOf([field('a', int64), field('b', string), field('c', optionalOf(string))])
  const micros = await openSink({ topic: 'micros', config })
  await micros.send(
    [{ value: { a: 1_711_845_015_678_901, b: '-1', c: '2024-01-02 03:04:05' }, valueSchema: schema }],
    { topic: 'micros' },
  )
  await micros.putRaw?.([rawBatch([{ value: '{"a":0,"b":"1500000","c":null}' }], 'micros', 0, 1)])
  expect(micros.bad).toEqual([])
  expect(await query('SELECT * FROM micros')).toEqual([
    ['2024-03-31 00:30:15.678901', '1969-12-31 23:59:59.999999', '2024-01-02 03:04:05'],
    ['1970-01-01 00:00:00', '1970-01-01 00:00:01.5', null],
  ])
  await micros.stop()
  const nanos = await openSink({
    topic: 'nanos',
    config: { ...config, 'timestamp.precision.mode': 'nanoseconds' },
  })
  await nanos.putRaw?.([rawBatch([{ value: '{"a":1711845015678901000}' }], 'nanos')])
  expect(await query('SELECT a FROM nanos')).toEqual([['2024-03-31 00:30:15.678901']])
  await nanos.stop()
})

test('Plain JSON: columns are inferred over the batch, nested values are JSONB, and new properties evolve', async () => {
  const config = { 'auto.create': 'true', 'auto.evolve': 'true', 'input.data.format': 'JSON' }
  const sink = await openSink({ topic: 'inferred', config })
  const lines = [
    '{"id":1,"price":10,"name":"a","nested":{"x":[1,2]},"empty":null}',
    '{ "name" : "b\\u00fc\\n" , "id" : 2 , "price" : 9.99 , "big" : 123456789012345678901234567890 }',
    '{"id":3,"late":true}',
  ]
  await sink.putRaw?.([
    rawBatch(
      lines.map((line) => ({ value: line })),
      'inferred',
    ),
  ])
  await sink.putRaw?.([
    rawBatch(
      [{ value: '{"id":4,"later":"x","late":false}' }, { value: '{"id":5,"empty":1}' }],
      'inferred',
      0,
      3,
    ),
  ])
  expect(sink.bad).toEqual([])
  expect(
    await query(
      `SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'inferred'::regclass AND attnum > 0 ORDER BY attnum`,
    ),
  ).toEqual([
    ['id', 'bigint'],
    ['price', 'double precision'],
    ['name', 'text'],
    ['nested', 'jsonb'],
    ['big', 'numeric'],
    ['late', 'boolean'],
    ['later', 'text'],
    ['empty', 'bigint'],
  ])
  expect(
    await query('SELECT id, price, name, nested, big, late, later, empty FROM inferred ORDER BY id'),
  ).toEqual([
    ['1', '10', 'a', '{"x": [1, 2]}', null, null, null, null],
    ['2', '9.99', 'bü\n', null, '123456789012345678901234567890', null, null, null],
    ['3', null, null, null, null, 't', null, null],
    ['4', null, null, null, null, 'f', 'x', null],
    ['5', null, null, null, null, null, null, '1'],
  ])
  await sink.stop()
})

test('The general way stores plain JSON as the quick one does', async () => {
  const config = { 'auto.create': 'true', 'auto.evolve': 'true' }
  const sink = await openSink({ topic: 'general', config })
  await sink.send(
    [
      { value: { id: 1, price: 10, nested: { x: [1] }, none: null } },
      { value: { price: 9.5, id: 2, late: true } },
      { value: { id: 3, price: 1, nested: null, none: 'now' } },
    ],
    { topic: 'general' },
  )
  expect(sink.bad).toEqual([])
  expect(await query('SELECT id, price, nested, late, none FROM general ORDER BY id')).toEqual([
    ['1', '10', '{"x": [1]}', null, null],
    ['2', '9.5', null, 't', null],
    ['3', '1', null, null, 'now'],
  ])
  await sink.stop()
})
