// What a PostgreSQL sink shows of records before it is launched: held against what it then really does with the same records.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schemas from '@/lib/connectors/data/schemas'
import type { TaskConfig, TargetPreview } from '@/worker/connectors/runtime'
import { previewTarget } from '@/worker/connectors/runtimes/postgres-sink/preview'
import { openSink, query, sinkBatch, targetConfig, type SinkRecord } from '@/tests/support/postgres-sink'
import { structValue } from '@/tests/support/transform-records'

const upsert = { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' }
const both = { 'auto.create': 'true', 'auto.evolve': 'true' }

const preview = (topic: string, records: SinkRecord[], config: TaskConfig): Promise<TargetPreview> =>
  previewTarget(
    { config: { ...targetConfig(), ...config }, dialect: 'managed' },
    sinkBatch(records, topic).records,
  )
const problems = ({ records }: TargetPreview) => records.map((one) => ('problem' in one ? one.problem : null))
const rows = ({ records }: TargetPreview) =>
  records.map((one) =>
    'target' in one && one.target.kind === 'row'
      ? Object.fromEntries(one.target.values.map(({ column, value }) => [column, value]))
      : null,
  )
/** Whatever a look could have left behind. */
const everything = async () =>
  query(
    `SELECT c.relname, c.relkind::text, c.reltuples::text, (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid)::text
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^(pg_|information)' ORDER BY 1`,
  )

const schema = schemas.structOf([
  schemas.field('id', schemas.int64),
  schemas.field('price', schemas.decimalOf(2)),
  schemas.field('day', schemas.date),
  schemas.field('at', schemas.optionalTimestamp),
  schemas.field('tags', schemas.arrayOf(schemas.string)),
  schemas.field('raw', schemas.optionalBytes),
  schemas.field('note', schemas.optionalString),
])
const order = (id: number, note: string | null = null): SinkRecord => ({
  valueSchema: schema,
  value: structValue({
    ...{
      id,
      price: { unscaled: 1250n, scale: 2 },
      day: new Date(86_400_000),
      at: new Date(1_700_000_000_123),
    },
    ...{ tags: ['a', 'b,c'], raw: Buffer.from([1, 255]), note },
  }),
})

beforeAll(async () => {
  await query('CREATE TABLE look_strict (id int PRIMARY KEY, code varchar(3) NOT NULL, at date)')
  await query("INSERT INTO look_strict VALUES (1, 'abc', NULL)")
  await query('CREATE TABLE look_keyless (id bigint, note text)')
})
afterAll(() => query('DROP TABLE IF EXISTS look_strict, look_keyless, look_new, look_old'))

describe('A look at what a sink would write', () => {
  test('a new table: its statement, its columns and each row are those that the sink then makes', async () => {
    const before = await everything()
    const records = [order(1, 'tab\there \\ "x"'), order(2)]
    const seen = await preview('look_new', records, { ...upsert, ...both })
    expect(await everything()).toEqual(before)
    const [table] = seen.tables ?? []
    expect(table).toMatchObject({ topic: 'look_new', table: '"look_new"', exists: false, problem: null })
    expect(seen.records).toMatchObject([
      { target: { kind: 'row', operation: 'upsert', isThere: null } },
      { target: {} },
    ])
    await query(table?.statements.join(';') ?? '')
    const described = await query(
      `SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = 'look_new'::regclass AND attnum > 0 ORDER BY attnum`,
    )
    await query('DROP TABLE look_new')
    const sink = await openSink({ topic: 'look_new', config: { ...upsert, ...both } })
    await sink.send(records, { topic: 'look_new' })
    await sink.stop()
    expect(
      await query(
        `SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = 'look_new'::regclass AND attnum > 0 ORDER BY attnum`,
      ),
    ).toEqual(described)
    expect(table?.columns.map(({ name }) => name)).toEqual(described.map(([name]) => name))
    for (const [index, row] of rows(seen).entries()) {
      const conditions = Object.entries(row ?? {}).map(([name, value]) =>
        value === null ? `${name} IS NULL` : `${name} = '${value.replaceAll("'", "''")}'`,
      )
      expect(await query(`SELECT id FROM look_new WHERE ${conditions.join(' AND ')}`)).toEqual([
        [String(index + 1)],
      ])
    }
  })

  test('a table that is there: columns that would be added, and whether the row is there already', async () => {
    await query(
      "CREATE TABLE look_old (id bigint PRIMARY KEY, note text); INSERT INTO look_old VALUES (1, 'x')",
    )
    const before = await everything()
    const { tables, records } = await preview('look_old', [order(1), order(2)], { ...upsert, ...both })
    expect(await everything()).toEqual(before)
    expect(tables).toMatchObject([
      {
        exists: true,
        columns: [
          { name: 'id', isKey: true, isNew: false },
          { name: 'note', isNew: false },
          { name: 'at', type: 'TIMESTAMP', isNew: true },
          { name: 'raw', type: 'BYTEA', isNew: true },
        ],
        statements: [
          'ALTER TABLE "look_old" ADD COLUMN IF NOT EXISTS "at" TIMESTAMP NULL, ADD COLUMN IF NOT EXISTS "raw" BYTEA NULL',
        ],
      },
    ])
    // Required fields without a default cannot be added: every record is refused, as by the sink itself.
    const sink = await openSink({ topic: 'look_old', config: { ...upsert, ...both } })
    await sink.send([order(1), order(2)], { topic: 'look_old' })
    expect(records).toEqual(sink.bad.map(({ error }) => ({ problem: error.message, isFatal: false })))
    await sink.stop()
    const known = await preview('look_old', [{ value: { id: 1, note: 'y' } }, { value: { id: 9 } }], upsert)
    expect(known.records).toMatchObject([{ target: { isThere: true } }, { target: { isThere: false } }])
    expect(await query('SELECT id, note FROM look_old')).toEqual([['1', 'x']])
  })

  test('records that the sink would refuse are those that it refuses: values, nulls, rows that are there', async () => {
    const records: SinkRecord[] = [
      { value: { id: 2, code: 'ok' } },
      { value: { id: 3, code: 'too long' } },
      { value: { id: 'x', code: 'a' } },
      { value: { id: 4 } },
      { value: { id: 5, code: null } },
      { value: { id: 1, code: 'a' } },
      { value: { id: 6, code: 'a', at: '2024-02-30' } },
      { value: { id: 7, code: 'a', other: 1 } },
      { value: [1] },
      { value: null },
    ]
    const seen = problems(await preview('look_strict', records, {}))
    const sink = await openSink({ topic: 'look_strict' })
    await sink.send(records, { topic: 'look_strict' })
    await sink.stop()
    const refused = new Set(sink.bad.map(({ origin }) => origin.offset))
    expect(seen.map((problem) => problem !== null)).toEqual(records.map((_, offset) => refused.has(offset)))
    expect(seen[1]).toContain('too long for type character varying(3)')
    expect(seen[5]).toBe('The table has a row with the same id already (look_strict_pkey).')
  })

  test('what fails the task is said so: no table, no key to upsert by', async () => {
    const missing = await preview('look_nowhere', [order(1)], {})
    expect(missing.records).toMatchObject([
      { problem: expect.stringContaining('"look_nowhere" does not exist') as unknown, isFatal: true },
    ])
    expect(missing.tables).toMatchObject([{ exists: false, statements: [] }])
    const keyless = await preview('look_keyless', [{ value: { id: 1, note: 'x' } }], upsert)
    expect(keyless.records).toMatchObject([
      { problem: expect.stringContaining('no primary key or unique constraint') as unknown, isFatal: true },
    ])
  })

  test('without the database, tables are shown as they would be made, and words say why', async () => {
    const away = { 'connection.port': '1', ...upsert, ...both }
    const { tables, records, note } = await preview('look_new', [order(1)], away)
    expect(note).toContain('The database could not be looked at: Nothing answers at')
    expect(tables).toMatchObject([
      { exists: null, statements: [expect.stringContaining('CREATE TABLE') as unknown] },
    ])
    expect(records).toMatchObject([{ target: { kind: 'row', isThere: null } }])
  })
})
