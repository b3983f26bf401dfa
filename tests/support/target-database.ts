// A second Postgres server, for connectors to write to: Tributary's own is refused to them by the egress guard.
import { randomBytes } from 'node:crypto'
import { startTargetServer } from './target-server.mjs'

export type TargetDatabase = {
  /** With its owner's password and the database. */
  url: string
  readonly pid: number
  /** Its data folder, for settings and certificates. */
  cluster: string
  /** Ends it as a power cut would (an immediate shutdown); `start` brings it back at the same address. */
  crash: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** Started in a second or two; a run that is killed takes the server with it. */
export async function startTargetDatabase(): Promise<TargetDatabase> {
  const server = await startTargetServer(randomBytes(16).toString('hex'))
  process.once('exit', server.signalStop)
  return {
    url: server.url,
    get pid() {
      return server.pid
    },
    cluster: server.cluster,
    crash: () => server.crash(),
    start: () => server.start(),
    async stop() {
      process.removeListener('exit', server.signalStop)
      await server.stop()
    },
  }
}
