// A second Postgres server, for connectors to write to: Tributary's own is refused to them by the egress guard.
import { randomBytes } from 'node:crypto'
import { startTargetServer } from './target-server.mjs'

export type TargetDatabase = {
  /** With its owner's password and the database. */
  url: string
  pid: number
  /** Its data folder, for settings and certificates. */
  cluster: string
  stop: () => Promise<void>
}

/** Started in a second or two; a run that is killed takes the server with it. */
export async function startTargetDatabase(): Promise<TargetDatabase> {
  const { url, pid, cluster, stop, signalStop } = await startTargetServer(randomBytes(16).toString('hex'))
  process.once('exit', signalStop)
  return {
    url,
    pid,
    cluster,
    async stop() {
      process.removeListener('exit', signalStop)
      await stop()
    },
  }
}
