// One connector: what is wanted of it against what runs here. Removes, pauses or starts; never waits for tasks to end.
import { secretsPlace } from '@/lib/connectors/config/stored-config'
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import type {
  Connector,
  ConnectorOffsetRequest,
  ConnectorTask,
  KafkaCluster,
} from '@/lib/generated/prisma/client'
import type { Log } from '@/lib/log'
import { deleteSecrets } from '@/lib/secrets/store'
import { makeAssignments } from './assignments'
import type { ConnectorLogs } from './connector-log'
import { claimTasks, isGone, releaseTasks, type Claim } from './leases'
import { applyOffsetRequest } from './offset-requests'
import { notifyConnector, reportStill } from './report-status'
import type { RunningConnectors } from './running-connectors'
import type { SourceOffsets } from './source/source-offsets'

export type ConnectorRow = Connector & {
  tasks: ConnectorTask[]
  cluster: KafkaCluster
  /** Pending ones, oldest first. */
  offsetRequests: ConnectorOffsetRequest[]
}

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
    const [request] = row.offsetRequests
    if (request) return this.changeOffsets(row, request)
    if (row.desired === 'PAUSED') return this.pause(row)
    if (row.desired === 'STOPPED') return this.standStill(row)
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

  /** The tasks stand still; this worker, or the one that has them, keeps them. */
  private async pause(row: ConnectorRow): Promise<void> {
    const { running, logs } = this.parts
    if (running.get(row.id)) {
      this.stop(row.id, { isKept: true })
      logs.append(row.id, { at: Date.now(), level: 'INFO', task: null, message: 'The connector is paused.' })
      return
    }
    const missing = this.numbers(row).filter(
      (task) => !this.isHeld(row.tasks.find(({ taskId }) => taskId === task)),
    )
    if (missing.length > 0) await this.claim(row, missing)
    if (missing.length > 0 || row.tasks.every(({ workerId }) => workerId === this.parts.owner))
      await reportStill(row, 'PAUSED')
  }

  /** No tasks and no leases: another state in which nothing runs, and the one in which offsets may be changed by hand. */
  private async standStill(row: ConnectorRow): Promise<void> {
    const { owner, running, logs } = this.parts
    if (running.get(row.id)) {
      this.stop(row.id)
      logs.append(row.id, { at: Date.now(), level: 'INFO', task: null, message: 'The connector is stopped.' })
      return
    }
    if (row.tasks.some(({ workerId }) => workerId === owner)) await releaseTasks(owner, row.id)
    if (!this.isFree(row)) return
    if (row.tasks.length > 0) await db.connectorTask.deleteMany({ where: { connectorId: row.id } })
    await reportStill({ ...row, tasks: [] }, 'PAUSED')
  }

  private async start(row: ConnectorRow): Promise<void> {
    const { running, log } = this.parts
    const entry = running.get(row.id)
    if ([...(entry?.tasks.keys() ?? [])].some((task) => task >= row.tasksMax))
      return this.stop(row.id, { fromTask: row.tasksMax })
    if (row.tasks.some(({ taskId }) => taskId >= row.tasksMax))
      await db.connectorTask.deleteMany({ where: { connectorId: row.id, taskId: { gte: row.tasksMax } } })
    const restartsOf = (task: number): number =>
      row.tasks.find(({ taskId }) => taskId === task)?.restarts ?? 0
    const missing = this.numbers(row).filter((task) => {
      const present = entry?.generation === row.generation ? entry.tasks.get(task) : undefined
      return !present || present.restarts < restartsOf(task)
    })
    if (missing.length === 0) return
    const { taskIds, epoch } = await this.claim(row, missing)
    const numbers = missing.filter((task) => taskIds.has(task))
    if (numbers.length === 0) return
    const isSeen = row.seenGeneration === row.generation
    const wasRunning = isSeen && (row.state === 'RUNNING' || row.state === 'DEGRADED')
    const assignments = await makeAssignments(row, numbers, epoch)
    const starts = assignments.map((assignment) => ({
      assignment,
      restarts: restartsOf(assignment.taskNumber),
    }))
    running.start(starts, row.generation, wasRunning)
    log.info({ connectorId: row.id, tasks: numbers, generation: row.generation }, 'connector tasks start')
  }

  /** While the change is carried out no task runs anywhere: this worker holds them all. */
  private async changeOffsets(row: ConnectorRow, request: ConnectorOffsetRequest): Promise<void> {
    const { running, wake } = this.parts
    if (running.get(row.id)) return this.stop(row.id, { isKept: true })
    const { taskIds, epoch } = await this.claim(row, this.numbers(row))
    if (taskIds.size < row.tasksMax) return
    await applyOffsetRequest(row, request, { ...this.parts, pool: running.pool, epoch })
    wake()
  }

  private numbers({ tasksMax }: ConnectorRow): number[] {
    return Array.from({ length: tasksMax }, (_, task) => task)
  }

  private claim(row: ConnectorRow, tasks: readonly number[]): Promise<Claim> {
    const { owner } = this.parts
    const gone = row.tasks.flatMap(({ workerId }) => (workerId && isGone(workerId, owner) ? [workerId] : []))
    return claimTasks(owner, row.id, tasks, gone)
  }

  private stop(connectorId: string, { fromTask = 0, isKept = false } = {}): void {
    const { owner, running, log, wake } = this.parts
    void running
      .stop(connectorId, fromTask)
      .then(() => (isKept ? undefined : releaseTasks(owner, connectorId, fromTask)))
      .catch((error: unknown) =>
        log.warn({ connectorId, reason: errorMessage(error) }, 'tasks could not be released yet'),
      )
      .finally(wake)
  }

  /** True when no other worker holds a task of the connector any more. */
  private isFree(row: ConnectorRow): boolean {
    const { owner, running } = this.parts
    return !running.get(row.id) && !row.tasks.some((task) => task.workerId !== owner && this.isHeld(task))
  }

  private isHeld(task: ConnectorTask | undefined): boolean {
    const { owner } = this.parts
    if (!task?.workerId || isGone(task.workerId, owner)) return false
    return task.workerId === owner || (task.leaseUntil?.getTime() ?? 0) > Date.now() - CLOCK_SLACK_MS
  }
}
