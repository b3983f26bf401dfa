// Changes travel by Postgres NOTIFY: verbs tell the worker, the worker tells browsers. Hints only: every listener also re-reads the tables.
import pg from 'pg'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

export type Change = {
  noun:
    | 'organizations'
    | 'environments'
    | 'clusters'
    | 'role-bindings'
    | 'users'
    | 'service-accounts'
    | 'invitations'
    | 'api-keys'
    | 'connectors'
    | 'sessions'
    | 'topics'
    | 'acls'
    | 'client-quotas'
    | 'schema-registries'
    | 'subjects'
    | 'metrics'
    | 'audit-events'
  organizationId: string
  environmentId?: string
  clusterId?: string
  id?: string
}

export const channel = 'tributary_changes'

/** Sends when the surrounding transaction commits; never when it rolls back. */
export async function notify(tx: Pick<Tx, '$executeRaw'>, change: Change): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify(change)})`
}

export type Listener = { close: () => Promise<void> }

/** One LISTEN connection that reconnects by itself; `onGap` runs after each (re)connect, since changes may have been missed. */
export function listen(onChange: (change: Change) => void, onGap: () => void): Listener {
  let isClosed = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: env.databaseUrl, keepAlive: true })
    client = next
    let hasEnded = false
    const retry = (error?: Error): void => {
      if (hasEnded || isClosed) return
      hasEnded = true
      if (error) log.warn({ reason: error.message }, 'change listener lost its connection')
      next.end().catch(() => undefined)
      timer = setTimeout(() => void connect(), 1000)
    }
    next.on('error', retry)
    next.on('end', () => retry())
    next.on('notification', ({ payload }) => {
      if (payload) onChange(JSON.parse(payload) as Change)
    })
    try {
      await next.connect()
      await next.query(`LISTEN ${channel}`)
      onGap()
    } catch (error) {
      retry(error instanceof Error ? error : new Error(String(error)))
    }
  }
  void connect()

  return {
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
