// Data folders of ended runs and of tests: who still runs in one, and its removal. Tests use data-test/<purpose>-<pid>-<random>.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { removePostgresFolder, stopLeftPostgres } from '../steps/postgres.mjs'
import { root } from './command.mjs'
import { endLeftovers, stopBrokers } from './leftovers.mjs'
import { isAlive } from './process-identity.mjs'

const parent = path.join(root, 'data-test')

export const newDataFolder = (purpose) =>
  path.join(parent, `${purpose}-${process.pid}-${randomBytes(3).toString('hex')}`)

/** With what Postgres keeps outside of it. */
export function removeDataFolder(folder) {
  removePostgresFolder(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** Ends every process that belongs to a data folder whose launcher is gone. */
export async function endProcessesOf(settings) {
  await endLeftovers(settings)
  await stopBrokers(settings)
  await stopLeftPostgres(settings)
}

export async function removeLeftovers() {
  if (!existsSync(parent)) return
  for (const name of readdirSync(parent)) {
    const pid = /^[a-z0-9]+-(\d+)-/.exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    const dataDir = path.join(parent, name)
    await endProcessesOf({ dataDir })
    removeDataFolder(dataDir)
  }
}
