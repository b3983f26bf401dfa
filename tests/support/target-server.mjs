// A Postgres server beside the product's, in a data folder of its own.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { newDataFolder, removeDataFolder } from '../../launcher/run/data-folder.mjs'
import { findFreePort } from '../../launcher/run/ports.mjs'
import { prepareDataFolder, readSettings } from '../../launcher/run/settings.mjs'
import { startPostgres } from '../../launcher/steps/postgres.mjs'

export async function startTargetServer(password) {
  const dataDir = newDataFolder('target')
  const port = String(await findFreePort())
  const settings = readSettings({ TRIBUTARY_DATA: dataDir, TRIBUTARY_POSTGRES_PORT: port })
  prepareDataFolder(settings)
  const { url, stop, signalStop } = await startPostgres(settings, password)
  const { pid } = JSON.parse(readFileSync(path.join(dataDir, 'run', 'postgres.json'), 'utf8'))
  return {
    url,
    pid,
    signalStop,
    cluster: path.join(dataDir, 'postgres', 'cluster'),
    async stop() {
      await stop()
      removeDataFolder(dataDir)
    },
  }
}
