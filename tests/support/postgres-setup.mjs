// One embedded Postgres per suite with a migrated template database; each test file copies it (database-setup.ts).
import { randomBytes } from 'node:crypto'
import { findFreePort } from '../../launcher/run/ports.mjs'
import { newDataFolder, removeDataFolder, removeLeftovers } from '../../launcher/run/data-folder.mjs'
import { prepareDataFolder, readSettings } from '../../launcher/run/settings.mjs'
import { applyMigrations } from '../../launcher/steps/migrations.mjs'
import { startPostgres } from '../../launcher/steps/postgres.mjs'

export async function setup() {
  const dataDir = newDataFolder('suite')
  const port = String(await findFreePort())
  const settings = readSettings({ TRIBUTARY_DATA: dataDir, TRIBUTARY_POSTGRES_PORT: port })
  prepareDataFolder(settings)
  await removeLeftovers()
  const postgres = await startPostgres(settings, randomBytes(16).toString('hex'))
  await applyMigrations(postgres.url)
  process.env.TEST_POSTGRES_URL = postgres.serverUrl
  process.env.TEST_TEMPLATE_DATABASE = new URL(postgres.url).pathname.slice(1)
  process.env.TEST_DATA_FOLDER = dataDir
  // Ctrl-C ends Vitest without tearing down; the data folder is then removed by the next run.
  process.once('exit', postgres.signalStop)
  process.once('SIGTERM', () => process.exit(143))
  return async () => {
    process.removeListener('exit', postgres.signalStop)
    await postgres.stop()
    removeDataFolder(dataDir)
  }
}
