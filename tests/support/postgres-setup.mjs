// One embedded Postgres per suite with a migrated template database; each test file copies it (database-setup.ts).
import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../launcher/run/command.mjs'
import { findFreePort } from '../../launcher/run/ports.mjs'
import { isAlive } from '../../launcher/run/process-identity.mjs'
import { prepareDataFolder, readSettings } from '../../launcher/run/settings.mjs'
import { applyMigrations } from '../../launcher/steps/migrations.mjs'
import { removePostgresFolder, startPostgres } from '../../launcher/steps/postgres.mjs'

const parent = path.join(root, 'data-test')

function removeFolder(folder) {
  removePostgresFolder(folder)
  rmSync(folder, { recursive: true, force: true })
}

function removeLeftovers() {
  for (const name of readdirSync(parent)) {
    const pid = /^suite-(\d+)-/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) removeFolder(path.join(parent, name))
  }
}

export async function setup() {
  const dataDir = path.join(parent, `suite-${process.pid}-${randomBytes(3).toString('hex')}`)
  const port = String(await findFreePort())
  const settings = readSettings({ TRIBUTARY_DATA: dataDir, TRIBUTARY_POSTGRES_PORT: port })
  prepareDataFolder(settings)
  removeLeftovers()
  const postgres = await startPostgres(settings, randomBytes(16).toString('hex'))
  await applyMigrations(postgres.url)
  process.env.TEST_POSTGRES_URL = postgres.serverUrl
  process.env.TEST_TEMPLATE_DATABASE = new URL(postgres.url).pathname.slice(1)
  process.env.TEST_DATA_FOLDER = dataDir
  return async () => {
    await postgres.stop()
    removeFolder(dataDir)
  }
}
