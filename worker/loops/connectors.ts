// Converges desired connectors and running tasks: start, stop, restart, remove. Owns what it holds a lease on. While
// Postgres is away the turn fails and everything that runs goes on.
import path from 'node:path'
import type { Hono } from 'hono'
import { secretsPlace } from '@/lib/connectors/stored-config'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { AppError, errorMessage } from '@/lib/errors'
import type { Change } from '@/lib/events'
import type { Connector, ConnectorTask, KafkaCluster } from '@/lib/generated/prisma/client'
import type { Log } from '@/lib/log'
import { deleteSecrets } from '@/lib/secrets/store'
import { makeAssignments, makeConnectionLookup } from '@/worker/connectors/assignments'
import { ConnectorLogs } from '@/worker/connectors/connector-log'
import {
  claimTasks,
  isGone,
  ownerName,
  registerOwner,
  releaseAll,
  releaseTasks,
  renewLeases,
  unregisterOwner,
} from '@/worker/connectors/leases'
import { notifyConnector, reportRunning, reportStill } from '@/worker/connectors/report-status'
import { connectorRpcRoutes } from '@/worker/connectors/rpc-routes'
import { RunningConnectors, type Counters } from '@/worker/connectors/running-connectors'
import { openSourceOffsets } from '@/worker/connectors/source-offsets'
import { startLoop } from '@/worker/loops/loop'

const everyMs = 2000
const reportAfterMs = 40

type Row = Connector & { tasks: ConnectorTask[]; cluster: KafkaCluster }

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
  const dirty = new Set<string>()
  const problems = new Map<string, string>()
  let reportTimer: NodeJS.Timeout | undefined

  const running = new RunningConnectors({
    offsets,
    logs,
    onChange: (connectorId) => {
      dirty.add(connectorId)
      reportTimer ??= setTimeout(() => void report(), reportAfterMs)
    },
  })

  const report = async (): Promise<void> => {
    reportTimer = undefined
    for (const connectorId of [...dirty]) {
      dirty.delete(connectorId)
      const entry = running.get(connectorId)
      try {
        if (entry && (await reportRunning(entry))) dirty.add(connectorId)
      } catch (error) {
        dirty.add(connectorId)
        log.warn(
          { connectorId, reason: errorMessage(error) },
          'status of the connector could not be written yet',
        )
      }
    }
  }

  const stopTasks = (connectorId: string, fromTask = 0): void => {
    void running
      .stop(connectorId, fromTask)
      .then(() => releaseTasks(owner, connectorId, fromTask))
      .catch((error: unknown) =>
        log.warn({ connectorId, reason: errorMessage(error) }, 'tasks could not be released yet'),
      )
      .finally(loop.wake)
  }

  /** True when no worker holds a task of the connector any more. */
  const isFree = (row: Row): boolean =>
    !running.get(row.id) &&
    !running.isEnding(row.id) &&
    row.tasks.every(
      ({ workerId: holder, leaseUntil }) =>
        holder === null ||
        holder === owner ||
        isGone(holder, owner) ||
        (leaseUntil?.getTime() ?? 0) < Date.now() - 5000,
    )

  const remove = async (row: Row): Promise<void> => {
    if (running.get(row.id)) return stopTasks(row.id)
    if (!isFree(row)) return
    await db.$transaction(async (tx) => {
      await deleteSecrets(tx, secretsPlace(row.id))
      await tx.connector.deleteMany({ where: { id: row.id } })
      await notifyConnector(tx, row)
    })
    await logs.forget(row.id)
    if (row.cluster.desired === 'DELETED') offsets.dropCluster(row.clusterId)
    else
      await offsets
        .forget(row.clusterId, row.id)
        .catch((error: unknown) => log.warn({ reason: errorMessage(error) }, 'offsets stay behind'))
    log.info({ connectorId: row.id }, 'connector removed')
  }

  const pause = async (row: Row): Promise<void> => {
    if (running.get(row.id)) {
      stopTasks(row.id)
      logs.append(row.id, {
        at: Date.now(),
        level: 'INFO',
        task: null,
        message: 'The connector is being paused.',
      })
    } else if (isFree(row)) await reportStill(row, 'PAUSED')
  }

  const start = async (row: Row): Promise<void> => {
    const entry = running.get(row.id)
    const isCurrent = entry?.generation === row.generation
    const missing = Array.from({ length: row.tasksMax }, (_, n) => n).filter(
      (n) => !isCurrent || !entry.tasks.has(n),
    )
    if ([...(entry?.tasks.keys() ?? [])].some((n) => n >= row.tasksMax))
      return stopTasks(row.id, row.tasksMax)
    if (row.tasks.some(({ taskId }) => taskId >= row.tasksMax))
      await db.connectorTask.deleteMany({ where: { connectorId: row.id, taskId: { gte: row.tasksMax } } })
    if (missing.length === 0) return
    const gone = row.tasks.flatMap(({ workerId: holder }) =>
      holder && isGone(holder, owner) ? [holder] : [],
    )
    const ours = await claimTasks(owner, row.id, row.tasksMax, gone)
    const numbers = missing.filter((taskNumber) => ours.has(taskNumber))
    if (numbers.length === 0) return
    const wasRunning =
      row.seenGeneration === row.generation && (row.state === 'RUNNING' || row.state === 'DEGRADED')
    running.start(await makeAssignments(row, numbers), row.generation, wasRunning)
    log.info({ connectorId: row.id, tasks: numbers, generation: row.generation }, 'connector tasks start')
  }

  const converge = async (row: Row): Promise<void> => {
    if (running.isEnding(row.id)) return
    if (row.desired === 'DELETED' || row.cluster.desired === 'DELETED') return remove(row)
    if (row.desired === 'PAUSED') return pause(row)
    if (row.cluster.phase === 'PROVISIONED') return start(row)
  }

  const turn = async (): Promise<void> => {
    const held = new Set(
      (await renewLeases(owner)).map(({ connectorId, taskId }) => `${connectorId}-${taskId}`),
    )
    for (const id of running.ids()) {
      const lost = [...(running.get(id)?.tasks.keys() ?? [])].some(
        (taskNumber) => !held.has(`${id}-${taskNumber}`),
      )
      if (lost) void running.stop(id).finally(loop.wake)
    }
    const rows = await db.connector.findMany({
      include: { tasks: { orderBy: { taskId: 'asc' } }, cluster: true },
    })
    for (const row of rows) {
      try {
        await converge(row)
        problems.delete(row.id)
      } catch (error) {
        const reason = errorMessage(error)
        if (problems.get(row.id) !== reason)
          log.error({ connectorId: row.id, err: error }, 'connector is not as desired')
        problems.set(row.id, reason)
        if (error instanceof AppError && error.code !== 'unavailable')
          await reportStill(row, 'FAILED', reason)
      }
    }
    if (dirty.size > 0) await report()
  }

  const loop = startLoop({ name: 'connectors', everyMs, log, run: turn })
  return {
    wake: (change) => {
      if (!change || change.noun === 'connectors' || change.noun === 'clusters') loop.wake()
    },
    stop: async () => {
      await loop.stop()
      await running.close()
      clearTimeout(reportTimer)
      await offsets.close()
      await logs.close()
      // Without Postgres the leases simply end.
      await releaseAll(owner).catch(() => undefined)
      unregisterOwner(owner)
    },
    counters: () => running.counters(),
    addRoutes: (app) => connectorRpcRoutes(app, logs),
  }
}
