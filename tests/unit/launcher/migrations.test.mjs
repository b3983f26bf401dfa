import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checksumOf, planMigrations, readMigrations } from '../../../launcher/steps/migrations.mjs'

const migration = (name, sql) => ({ name, sql, checksum: checksumOf(sql) })
const applied = ({ name, checksum }) => ({ migration_name: name, checksum })
const first = migration('20260101000000_first', 'CREATE TABLE a ();')
const second = migration('20260102000000_second', 'CREATE TABLE b ();')

test('migrations – only what is missing is planned', () => {
  expect(planMigrations([first, second], [applied(first)])).toEqual([second])
  expect(planMigrations([first, second], [applied(first), applied(second)])).toEqual([])
})

test('migrations – one that was edited after it was applied is refused by name', () => {
  const edited = migration(first.name, 'CREATE TABLE other ();')
  expect(() => planMigrations([edited], [applied(first)])).toThrow(`${first.name} was edited`)
})

test('migrations – a database that is newer than the checkout is refused', () => {
  expect(() => planMigrations([first], [applied(first), applied(second)])).toThrow('newer than this checkout')
})

test('migrations – are read in the order of their names, other files are ignored', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  for (const { name, sql } of [second, first]) {
    mkdirSync(path.join(folder, name))
    writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  writeFileSync(path.join(folder, 'snapshot.prisma'), '')
  expect(readMigrations(folder)).toEqual([first, second])
  rmSync(folder, { recursive: true })
})
