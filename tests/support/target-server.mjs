// A Postgres server beside the product's, in a data folder of its own, that can be taken away and brought back.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { newDataFolder, removeDataFolder } from '../../launcher/run/data-folder.mjs'
import { findFreePort } from '../../launcher/run/ports.mjs'
import { prepareDataFolder, readSettings } from '../../launcher/run/settings.mjs'
import { startPostgres } from '../../launcher/steps/postgres.mjs'

export async function startTargetServer(password, purpose = 'target') {
  const dataDir = newDataFolder(purpose)
  const port = String(await findFreePort())
  const settings = readSettings({ TRIBUTARY_DATA: dataDir, TRIBUTARY_POSTGRES_PORT: port })
  prepareDataFolder(settings)
  let server = await startPostgres(settings, password)
  const pidOf = () => JSON.parse(readFileSync(path.join(dataDir, 'run', 'postgres.json'), 'utf8')).pid
  return {
    url: server.url,
    serverUrl: server.serverUrl,
    get pid() {
      return pidOf()
    },
    signalStop: () => server.signalStop(),
    cluster: path.join(dataDir, 'postgres', 'cluster'),
    async crash() {
      const pid = pidOf()
      const stopped = server.stop()
      process.kill(pid, 'SIGQUIT')
      await stopped
    },
    async start() {
      server = await startPostgres(settings, password)
    },
    async stop() {
      await server.stop()
      removeDataFolder(dataDir)
    },
  }
}
