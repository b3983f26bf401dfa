// The migration runner on a real Postgres.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { applyMigrations, checksumOf, readMigrations } from '../../launcher/steps/migrations.mjs'
import { ensureDatabase } from '../../launcher/steps/postgres.mjs'

const serverUrl = process.env.TEST_POSTGRES_URL
const made = []
let url

async function query(target, sql) {
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  const name = `migrations_${randomBytes(4).toString('hex')}`
  await ensureDatabase(serverUrl, name)
  made.push(name)
  url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
})

afterAll(async () => {
  for (const name of made) await query(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
})

const migration = (name, sql) => ({ name, sql, checksum: checksumOf(sql) })
const first = migration('1_first', 'CREATE TABLE a (id int); INSERT INTO a VALUES (1);')

test('migrations – the committed ones apply to an empty database, and a second run finds nothing to do', async () => {
  const names = readMigrations().map(({ name }) => name)
  expect(await applyMigrations(url)).toEqual(names)
  expect(await applyMigrations(url)).toEqual([])
})

test('migrations – one that fails in its middle leaves nothing behind, and applies once it is mended', async () => {
  const broken = migration('2_second', 'CREATE TABLE b (id int); INSERT INTO nowhere VALUES (1);')
  await expect(applyMigrations(url, [first, broken])).rejects.toThrow('2_second failed and was rolled back')
  expect(
    await query(url, `SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') IS NOT NULL AS b`),
  ).toEqual([{ a: true, b: false }])
  const mended = migration('2_second', 'CREATE TABLE b (id int);')
  expect(await applyMigrations(url, [first, mended])).toEqual(['2_second'])
})

test('migrations – two launchers at once apply each migration once', async () => {
  const runs = await Promise.all([applyMigrations(url, [first]), applyMigrations(url, [first])])
  expect(runs.flat()).toEqual(['1_first'])
  expect(await query(url, 'SELECT id FROM a')).toEqual([{ id: 1 }])
})

test('migrations – an edited one and a database from the future are refused', async () => {
  await applyMigrations(url, [first])
  await expect(applyMigrations(url, [migration('1_first', 'SELECT 1')])).rejects.toThrow('was edited')
  await expect(applyMigrations(url, [])).rejects.toThrow('newer than this checkout')
})
