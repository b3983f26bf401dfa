import { expect, test } from 'vitest'
import pg from 'pg'
import { field, float64, int32, int64, optionalString, string, structOf } from '@/lib/connectors/data/schemas'
import { RetriableFailure, TaskFailure } from '@/worker/connectors/runtime'
import { openSink, query, rawBatch, target, type SinkRecord } from '@/tests/support/postgres-sink'

const event = structOf([field('seq', int32), field('name', optionalString), field('size', float64)])
const good = (seq: number): SinkRecord => ({ value: { seq, name: `n${seq}`, size: seq }, valueSchema: event })
const table = (name: string, columns: string) => query(`CREATE TABLE ${name} (at serial, ${columns})`)
const offsetsOf = (bad: readonly { origin: { offset: number } }[]) => bad.map(({ origin }) => origin.offset)

test('Rows that the database refuses are found; their batch-mates are stored in order', async () => {
  await table(
    'refusals',
    'seq integer NOT NULL CHECK (seq < 1000), name varchar(10) NOT NULL, size numeric(6,2)',
  )
  const sink = await openSink({ topic: 'refusals' })
  const records = Array.from({ length: 100 }, (_one, seq) => good(seq))
  const spoil = (at: number, value: Record<string, string | number | null>) =>
    (records[at] = { value: { seq: at, name: 'x', size: 1, ...value }, valueSchema: event })
  spoil(3, { name: 'zero\0byte' })
  spoil(4, { seq: 5_000 })
  spoil(50, { name: null })
  spoil(51, { name: 'much longer than ten' })
  spoil(70, { size: 1e20 })
  spoil(71, { size: Infinity })
  spoil(99, { seq: 1.5 })
  await sink.send(records, { topic: 'refusals' })
  expect(offsetsOf(sink.bad).toSorted((a, b) => a - b)).toEqual([3, 4, 50, 51, 70, 71, 99])
  expect(sink.bad.find(({ origin }) => origin.offset === 4)?.error.message).toMatch(/check constraint/)
  const stored = await query('SELECT seq FROM refusals ORDER BY at')
  expect(stored.map(([seq]) => Number(seq))).toEqual(
    records.flatMap((_one, at) => ([3, 4, 50, 51, 70, 71, 99].includes(at) ? [] : [at])),
  )
  await sink.stop()
})

test('Poison among plain JSON: all bad ones are told once, all good ones stored', async () => {
  await table('poison', 'seq bigint NOT NULL, amount integer, flag boolean, doc jsonb, tags text[]')
  const sink = await openSink({ topic: 'poison', config: { 'input.data.format': 'JSON' } })
  const corpus: [string | Buffer | null, boolean][] = [
    [
      '{"seq":0,"amount":1,"flag":true,"doc":{"a":[1,2,"\\n\\t\\\\"]},"tags":["a","b\\"c","d,e","\\\\"]}',
      true,
    ],
    ['{"seq":1,', false],
    ['not json', false],
    ['', false],
    [null, false],
    ['{"seq":2,"amount":99999999999}', false],
    ['{"seq":3,"amount":1.5}', false],
    ['{"amount":3}', false],
    ['{"seq":4,"doc":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":{}}}}}}}}}}}', true],
    ['{"seq":5,"doc":{"bad":"\\u0000"}}', false],
    [
      Buffer.from([
        0x7b, 0x22, 0x73, 0x65, 0x71, 0x22, 0x3a, 0x36, 0x2c, 0x22, 0x64, 0x6f, 0x63, 0x22, 0x3a, 0x22, 0xff,
        0x22, 0x7d,
      ]),
      false,
    ],
    ['{"seq":7,"doc":[1,2}}', false],
    ['{"seq":8,"unheard":"of"}', false],
    ['{"seq":9,"unheard":null,"amount":null}', true],
    ['{"seq":"10","flag":"maybe"}', false],
    ['{"seq":01}', false],
    ['{"seq":12} trailing', false],
    ['{"seq":NaN}', false],
    ['{"seq":14,"tags":{"a":1}}', false],
    ['[1,2,3]', false],
    ['{"seq":9223372036854775807,"__proto__":null}', true],
  ]
  const batch = rawBatch(
    corpus.map(([value]) => ({ value })),
    'poison',
  )
  await sink.putRaw?.([batch])
  const bad = corpus.flatMap(([, isGood], at) => (isGood ? [] : [at]))
  expect(offsetsOf(sink.bad).toSorted((a, b) => a - b)).toEqual(bad)
  expect(await query('SELECT seq FROM poison ORDER BY at')).toEqual([
    ['0'],
    ['4'],
    ['9'],
    ['9223372036854775807'],
  ])
  expect(await query('SELECT doc, tags FROM poison WHERE seq = 0')).toEqual([
    ['{"a": [1, 2, "\\n\\t\\\\"]}', '{a,"b\\"c","d,e","\\\\"}'],
  ])
  await sink.stop()
})

test('A bad row does not take along the earlier one of its key, nor a refused one the later', async () => {
  await query('CREATE TABLE kept (id integer PRIMARY KEY, v integer CHECK (v < 100))')
  const config = {
    'input.data.format': 'JSON',
    'insert.mode': 'UPSERT',
    'pk.mode': 'record_value',
    'pk.fields': 'id',
  }
  const sink = await openSink({ topic: 'kept', config })
  const values = [
    '{"id":1,"v":1}',
    '{"id":1,"v":500}',
    '{"id":2,"v":500}',
    '{"id":2,"v":2}',
    '{"v":3}',
    '{"id":null}',
  ]
  await sink.putRaw?.([
    rawBatch(
      values.map((value) => ({ value })),
      'kept',
    ),
  ])
  expect(offsetsOf(sink.bad).toSorted((a, b) => a - b)).toEqual([1, 2, 4, 5])
  expect(await query('SELECT * FROM kept ORDER BY id')).toEqual([
    ['1', '1'],
    ['2', '2'],
  ])
  await sink.stop()
})

test('Where bad records are not tolerated nothing of the batch is stored, and the task may go on later', async () => {
  await table('strict', 'seq integer NOT NULL')
  let isTolerant = false
  const sink = await openSink({
    topic: 'strict',
    config: { 'input.data.format': 'JSON' },
    reportBad: async () => {
      if (!isTolerant) throw new TaskFailure('not tolerated')
      return Promise.resolve()
    },
  })
  const batch = rawBatch(
    [{ value: '{"seq":1}' }, { value: '{"seq":null}' }, { value: '{"seq":3}' }],
    'strict',
  )
  await expect(sink.putRaw?.([batch])).rejects.toThrow('not tolerated')
  expect(await query('SELECT seq FROM strict')).toEqual([])
  isTolerant = true
  await sink.putRaw?.([batch])
  expect(await query('SELECT seq FROM strict')).toEqual([['1'], ['3']])
  await sink.stop()
})

test('What passes by itself is retriable, what needs somebody fails the task, with a remedy', async () => {
  await table('held', 'seq integer')
  const config = { 'input.data.format': 'JSON' }
  const sink = await openSink({ topic: 'held', config })
  const batch = rawBatch([{ value: '{"seq":1}' }], 'held')
  await sink.putRaw?.([batch])
  // An administrator ends the session.
  await query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'tributary lcc-%'`,
  )
  const next = rawBatch([{ value: '{"seq":2}' }], 'held', 0, 1)
  const outcome = await sink.putRaw?.([next]).catch((error: unknown) => error)
  expect(outcome === undefined || outcome instanceof RetriableFailure).toBe(true)
  if (outcome !== undefined) await sink.putRaw?.([next])
  await query('DROP TABLE held')
  await expect(sink.putRaw?.([rawBatch([{ value: '{"seq":3}' }], 'held', 0, 2)])).rejects.toThrow(
    /does not exist.*auto\.create/,
  )
  await table('held', 'seq integer')
  await sink.putRaw?.([rawBatch([{ value: '{"seq":3}' }], 'held', 0, 2)])
  expect(await query('SELECT seq FROM held')).toEqual([['3']])
  await sink.stop()
  const keyless = await openSink({
    topic: 'held',
    config: { ...config, 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'seq' },
  })
  await expect(keyless.putRaw?.([batch])).rejects.toThrow(/primary key or unique constraint/)
  await keyless.stop()
})

test('A deadlock is gone through: the transaction comes again', async () => {
  await query(
    'CREATE TABLE tangled (id integer PRIMARY KEY, v integer); INSERT INTO tangled VALUES (1, 0), (2, 0)',
  )
  const config = {
    'input.data.format': 'JSON',
    'insert.mode': 'UPSERT',
    'pk.mode': 'record_value',
    'pk.fields': 'id',
  }
  const sink = await openSink({ topic: 'tangled', config })
  const other = new pg.Client({ connectionString: target.href })
  await other.connect()
  await other.query("SET deadlock_timeout = '10s'; BEGIN; UPDATE tangled SET v = 9 WHERE id = 2")
  const put = sink.putRaw?.([rawBatch([{ value: '{"id":1,"v":1}' }, { value: '{"id":2,"v":2}' }], 'tangled')])
  const second = other.query('UPDATE tangled SET v = 9 WHERE id = 1').then(() => other.query('COMMIT'))
  await Promise.all([put, second])
  expect(await query('SELECT * FROM tangled ORDER BY id')).toEqual([
    ['1', '1'],
    ['2', '2'],
  ])
  await other.end()
  await sink.stop()
})

test('A schema that the table does not fit is told with what is missing, and string keys stay whole', async () => {
  await query('CREATE TABLE narrow (id bigint PRIMARY KEY)')
  const wide = structOf([field('id', int64), field('extra', string)])
  const sink = await openSink({ topic: 'narrow' })
  await sink.send([{ value: { id: 1, extra: 'x' }, valueSchema: wide }], { topic: 'narrow' })
  expect(sink.bad[0]?.error.message).toMatch(/has no column "extra".*auto\.evolve/)
  await sink.stop()
})

test('Bad records at the very beginning do not spoil the table that is created for the good ones after them', async () => {
  const config = {
    ...{ 'input.data.format': 'JSON', 'auto.create': 'true', 'auto.evolve': 'true' },
    ...{ 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' },
  }
  const quick = await openSink({ topic: 'begun_badly', config })
  const batch = (texts: string[], offset: number) =>
    rawBatch(
      texts.map((value) => ({ value })),
      'begun_badly',
      0,
      offset,
    )
  await quick.putRaw?.([batch(['{"item":"tea"}', 'no JSON', '{"id":null}'], 0)])
  await quick.putRaw?.([batch(['{"id":1,"item":"tea"}'], 3)])
  expect(offsetsOf(quick.bad)).toEqual([0, 1, 2])
  expect(await query('SELECT id, item FROM begun_badly')).toEqual([['1', 'tea']])
  await quick.stop()
  const converted = await openSink({ topic: 'begun_worse', config })
  await converted.send([{ value: { item: null } }, { value: 7 }, { value: { id: null, item: null } }], {
    topic: 'begun_worse',
  })
  await converted.send([{ value: { id: 1, item: 'tea' } }], { topic: 'begun_worse', offset: 3 })
  expect(offsetsOf(converted.bad)).toEqual([0, 1, 2])
  expect(await query('SELECT id, item FROM begun_worse')).toEqual([['1', 'tea']])
  await converted.stop()
})
