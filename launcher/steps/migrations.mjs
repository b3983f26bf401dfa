// Applies prisma/migrations in order, each file in one transaction of its own, recorded where Prisma records them.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { LauncherError, root } from '../run/command.mjs'

const bookkeeping = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`
const lockNumber = 72_707_369 // the advisory lock that Prisma's own engine takes

export const checksumOf = (sql) => createHash('sha256').update(sql).digest('hex')

/** [{ name, sql, checksum }] in the order of their names. */
export function readMigrations(folder = path.join(root, 'prisma', 'migrations')) {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8')
      return { name, sql, checksum: checksumOf(sql) }
    })
}

/** The migrations still to apply; throws when the database and the folder tell different stories. */
export function planMigrations(migrations, applied) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = known.get(row.migration_name)
    if (!migration)
      throw new LauncherError(
        `The database is newer than this checkout: it has the migration ${row.migration_name}, which is not here. Update the checkout.`,
      )
    if (migration.checksum !== row.checksum)
      throw new LauncherError(
        `The migration ${row.migration_name} was edited after it was applied. Restore the file and write a new migration instead.`,
      )
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

async function applyOne(client, migration) {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new LauncherError(`The migration ${migration.name} failed and was rolled back: ${error.message}`, {
      cause: error,
    })
  }
}

/** Applies what is missing; answers the names applied. Two launchers at once take turns. */
export async function applyMigrations(databaseUrl, migrations = readMigrations()) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: databaseUrl })
  try {
    await client.connect()
  } catch (error) {
    throw new LauncherError(`Cannot reach the database of DATABASE_URL: ${error.message}`, { cause: error })
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber])
    await client.query(bookkeeping)
    const { rows } = await client.query(
      'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const pending = planMigrations(migrations, rows)
    for (const migration of pending) await applyOne(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}
