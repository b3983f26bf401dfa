// One connector: what is wanted of it against what runs here. Removes, pauses or starts; never waits for tasks to end.
import { secretsPlace } from '@/lib/connectors/stored-config'
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import type { Connector, ConnectorTask, KafkaCluster } from '@/lib/generated/prisma/client'
import type { Log } from '@/lib/log'
import { deleteSecrets } from '@/lib/secrets/store'
import { makeAssignments } from './assignments'
import type { ConnectorLogs } from './connector-log'
import { claimTasks, isGone, releaseTasks } from './leases'
import { notifyConnector, reportStill } from './report-status'
import type { RunningConnectors } from './running-connectors'
import type { SourceOffsets } from './source/source-offsets'

export type ConnectorRow = Connector & { tasks: ConnectorTask[]; cluster: KafkaCluster }

/** Beyond its end a lease is left alone for this long: the clocks of two machines differ. */
const CLOCK_SLACK_MS = 5_000

type Parts = {
  owner: string
  running: RunningConnectors
  logs: ConnectorLogs
  offsets: SourceOffsets
  log: Log
  /** Tasks have ended: look again. */
  wake: () => void
}

export class Converger {
  constructor(private readonly parts: Parts) {}

  async converge(row: ConnectorRow): Promise<void> {
    if (this.parts.running.isEnding(row.id)) return
    if (row.desired === 'DELETED' || row.cluster.desired === 'DELETED') return this.remove(row)
    if (row.desired === 'PAUSED') return this.pause(row)
    if (row.cluster.phase === 'PROVISIONED') return this.start(row)
  }

  private async remove(row: ConnectorRow): Promise<void> {
    const { running, logs, offsets, log } = this.parts
    if (running.get(row.id)) return this.stop(row.id)
    if (!this.isFree(row)) return
    await db.$transaction(async (tx) => {
      await deleteSecrets(tx, secretsPlace(row.id))
      await tx.connector.deleteMany({ where: { id: row.id } })
      await notifyConnector(tx, row)
    })
    await logs.forget(row.id)
    log.info({ connectorId: row.id }, 'connector removed')
    if (row.cluster.desired === 'DELETED') offsets.dropCluster(row.clusterId)
    else
      await offsets
        .forget(row.clusterId, row.id)
        .catch((error: unknown) =>
          log.warn({ connectorId: row.id, reason: errorMessage(error) }, 'source offsets stay behind'),
        )
  }

  private async pause(row: ConnectorRow): Promise<void> {
    const { running, logs } = this.parts
    if (running.get(row.id)) {
      this.stop(row.id)
      logs.append(row.id, { at: Date.now(), level: 'INFO', task: null, message: 'The connector is paused.' })
    } else if (this.isFree(row)) await reportStill(row, 'PAUSED')
  }

  private async start(row: ConnectorRow): Promise<void> {
    const { owner, running, log } = this.parts
    const entry = running.get(row.id)
    const present = entry?.generation === row.generation ? entry.tasks : new Map()
    if ([...(entry?.tasks.keys() ?? [])].some((task) => task >= row.tasksMax))
      return this.stop(row.id, row.tasksMax)
    if (row.tasks.some(({ taskId }) => taskId >= row.tasksMax))
      await db.connectorTask.deleteMany({ where: { connectorId: row.id, taskId: { gte: row.tasksMax } } })
    const missing = Array.from({ length: row.tasksMax }, (_, n) => n).filter((task) => !present.has(task))
    if (missing.length === 0) return
    const gone = row.tasks.flatMap(({ workerId }) => (workerId && isGone(workerId, owner) ? [workerId] : []))
    const ours = await claimTasks(owner, row.id, row.tasksMax, gone)
    const numbers = missing.filter((task) => ours.has(task))
    if (numbers.length === 0) return
    const isSeen = row.seenGeneration === row.generation
    const wasRunning = isSeen && (row.state === 'RUNNING' || row.state === 'DEGRADED')
    running.start(await makeAssignments(row, numbers), row.generation, wasRunning)
    log.info({ connectorId: row.id, tasks: numbers, generation: row.generation }, 'connector tasks start')
  }

  private stop(connectorId: string, fromTask = 0): void {
    const { owner, running, log, wake } = this.parts
    void running
      .stop(connectorId, fromTask)
      .then(() => releaseTasks(owner, connectorId, fromTask))
      .catch((error: unknown) =>
        log.warn({ connectorId, reason: errorMessage(error) }, 'tasks could not be released yet'),
      )
      .finally(wake)
  }

  /** True when no worker holds a task of the connector any more. */
  private isFree(row: ConnectorRow): boolean {
    const { owner, running } = this.parts
    const isHeld = ({ workerId, leaseUntil }: ConnectorTask): boolean =>
      workerId !== null &&
      workerId !== owner &&
      !isGone(workerId, owner) &&
      (leaseUntil?.getTime() ?? 0) > Date.now() - CLOCK_SLACK_MS
    return !running.get(row.id) && !row.tasks.some(isHeld)
  }
}
