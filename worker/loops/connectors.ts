// Converges desired connectors and running tasks. Owns what it holds a lease on. While Postgres is away the turn fails
// and everything that runs goes on.
import path from 'node:path'
import type { Hono } from 'hono'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { AppError, errorMessage } from '@/lib/errors'
import type { Change } from '@/lib/events'
import type { Log } from '@/lib/log'
import { makeConnectionLookup } from '@/worker/connectors/assignments'
import { ConnectorLogs } from '@/worker/connectors/connector-log'
import { Converger, type ConnectorRow } from '@/worker/connectors/converge'
import {
  ownerName,
  registerOwner,
  releaseAll,
  renewLeases,
  unregisterOwner,
} from '@/worker/connectors/leases'
import { reportStill } from '@/worker/connectors/report-status'
import { connectorRpcRoutes } from '@/worker/connectors/rpc-routes'
import type { Counters } from '@/worker/connectors/connector-counters'
import { RunningConnectors } from '@/worker/connectors/running-connectors'
import { openSourceOffsets } from '@/worker/connectors/source/source-offsets'
import { StatusWriter } from '@/worker/connectors/status-writer'
import { startLoop } from '@/worker/loops/loop'

const everyMs = 2000

export type ConnectorsLoop = {
  /** Without a change: look at everything again. */
  wake: (change?: Pick<Change, 'noun'>) => void
  stop: () => Promise<void>
  /** Totals since this worker began, by connector id. */
  counters: () => Map<string, Counters>
  addRoutes: (app: Hono) => void
}

export function startConnectorsLoop({ workerId, log }: { workerId: string; log: Log }): ConnectorsLoop {
  const owner = ownerName(workerId)
  registerOwner(owner)
  const logs = new ConnectorLogs(path.join(env.dataDir, 'logs', 'connectors'))
  const offsets = openSourceOffsets({
    connectionOf: makeConnectionLookup(),
    onWarning: (message) => log.warn(message),
  })
  const running = new RunningConnectors({ offsets, logs, onChange: (id) => statuses.mark(id) })
  const statuses = new StatusWriter((id) => running.get(id), log, owner)
  const converger = new Converger({ owner, running, logs, offsets, log, wake: () => loop.wake() })
  const problems = new Map<string, string>()

  const converge = async (row: ConnectorRow): Promise<void> => {
    try {
      await converger.converge(row)
      problems.delete(row.id)
    } catch (error) {
      const reason = errorMessage(error)
      if (problems.get(row.id) !== reason)
        log.error({ connectorId: row.id, err: error }, 'connector is not as desired')
      problems.set(row.id, reason)
      if (error instanceof AppError && error.code !== 'unavailable') await reportStill(row, 'FAILED', reason)
    }
  }

  const loop = startLoop({
    name: 'connectors',
    everyMs,
    log,
    run: async () => {
      const held = await renewLeases(owner)
      for (const id of running.ids()) {
        const kept = new Set(held.flatMap(({ connectorId, taskId }) => (connectorId === id ? [taskId] : [])))
        // Somebody else took over while this worker was away: theirs is the newer epoch.
        if ([...(running.get(id)?.tasks.keys() ?? [])].some((task) => !kept.has(task)))
          void running.stop(id).finally(() => loop.wake())
      }
      const rows = await db.connector.findMany({
        include: {
          tasks: { orderBy: { taskId: 'asc' } },
          cluster: true,
          offsetRequests: { where: { phase: 'PENDING' }, orderBy: { requestedAt: 'asc' } },
        },
      })
      for (const row of rows) await converge(row)
      await statuses.write()
    },
  })
  return {
    wake: (change) => {
      if (!change || change.noun === 'connectors' || change.noun === 'clusters') loop.wake()
    },
    stop: async () => {
      await loop.stop()
      await running.close()
      statuses.close()
      await offsets.close()
      await logs.close()
      // Without Postgres the leases simply end.
      await releaseAll(owner).catch(() => undefined)
      unregisterOwner(owner)
    },
    counters: () => running.counters(),
    addRoutes: (app) => connectorRpcRoutes(app, { logs, offsets, pool: running.pool }),
  }
}
