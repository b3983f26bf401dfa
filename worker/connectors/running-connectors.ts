// What this worker runs: the task pool, and what its events say about each connector. Knows nothing of Postgres.
import type { TaskState } from '@/lib/connectors/state'
import type { ConnectorLogs } from './connector-log'
import { TaskPool, type PoolEvent, type SourceOffsetStore, type TaskMetrics } from './pool/pool'
import { taskIdOf, type TaskAssignment } from './runtime'

export type TaskReport = { state: TaskState; trace: string; isUserActionable: boolean; at: number }
export type Running = {
  connectorId: string
  clusterId: string
  generation: number
  tasks: Map<number, TaskReport>
  /** All its tasks ran at some time: what comes after is trouble, not provisioning. */
  hasRun: boolean
}
export type Counters = { clusterId: string; records: number; bytes: number }

type Options = {
  offsets: SourceOffsetStore
  logs: ConnectorLogs
  /** A task's state changed. */
  onChange: (connectorId: string) => void
}

export class RunningConnectors {
  private readonly pool: TaskPool
  private readonly running = new Map<string, Running>()
  private readonly ending = new Map<string, Promise<void>>()
  private readonly totals = new Map<string, { records: number; bytes: number }>()
  private readonly sums = new Map<string, Counters>()

  constructor(private readonly options: Options) {
    this.pool = new TaskPool({ offsets: options.offsets, onEvent: (event) => this.receive(event) })
  }

  get(connectorId: string): Running | undefined {
    return this.running.get(connectorId)
  }

  ids(): string[] {
    return [...this.running.keys()]
  }

  /** True while tasks of the connector are on their way out: nothing of it may be started then. */
  isEnding(connectorId: string): boolean {
    return this.ending.has(connectorId)
  }

  /** Starts tasks, or starts them anew with another configuration. */
  start(assignments: readonly TaskAssignment[], generation: number, hasRun: boolean): void {
    for (const assignment of assignments) {
      const { connectorId, clusterId, taskNumber } = assignment
      const known = this.running.get(connectorId)
      const entry = known ?? {
        connectorId,
        clusterId,
        generation,
        tasks: new Map<number, TaskReport>(),
        hasRun,
      }
      if (entry.generation !== generation) Object.assign(entry, { generation, hasRun })
      this.running.set(connectorId, entry)
      entry.tasks.set(taskNumber, { state: 'UNASSIGNED', trace: '', isUserActionable: false, at: Date.now() })
      this.pool.startTask(assignment)
    }
  }

  /** Stops the connector's tasks from a number on; resolves when they are gone. */
  stop(connectorId: string, fromTask = 0): Promise<void> {
    const entry = this.running.get(connectorId)
    const numbers = [...(entry?.tasks.keys() ?? [])].filter((taskNumber) => taskNumber >= fromTask)
    if (!entry || numbers.length === 0) return this.ending.get(connectorId) ?? Promise.resolve()
    for (const taskNumber of numbers) entry.tasks.delete(taskNumber)
    if (entry.tasks.size === 0) this.running.delete(connectorId)
    const before = this.ending.get(connectorId) ?? Promise.resolve()
    const stopping = Promise.all([
      before,
      ...numbers.map((taskNumber) => this.pool.stopTask(taskIdOf({ connectorId, taskNumber }))),
    ]).then(() => {
      if (this.ending.get(connectorId) === stopping) this.ending.delete(connectorId)
    })
    this.ending.set(connectorId, stopping)
    return stopping
  }

  /** Records and bytes written since this worker began, by connector id; never falls. */
  counters(): Map<string, Counters> {
    return new Map([...this.sums].filter(([id]) => this.running.has(id)))
  }

  async close(): Promise<void> {
    await this.pool.close()
    this.running.clear()
  }

  private receive(event: PoolEvent): void {
    if (event.type === 'metrics') {
      for (const task of event.tasks) this.count(task)
      return
    }
    const { connectorId, taskNumber } = event
    if (event.type === 'log') {
      this.options.logs.append(connectorId, {
        at: event.at,
        level: event.level,
        task: taskNumber,
        message: event.message,
      })
      return
    }
    const entry = this.running.get(connectorId)
    if (!entry?.tasks.has(taskNumber)) return
    const { problem, state, at } = event
    const trace = problem ? traceText(problem.reason, problem.trace) : ''
    entry.tasks.set(taskNumber, { state, trace, isUserActionable: problem?.isUserActionable ?? false, at })
    if ([...entry.tasks.values()].every((task) => task.state === 'RUNNING')) entry.hasRun = true
    if (state === 'RUNNING')
      this.options.logs.append(connectorId, {
        at,
        level: 'INFO',
        task: taskNumber,
        message: 'The task is running.',
      })
    this.options.onChange(connectorId)
  }

  private count({ taskId, connectorId, recordsTotal, bytesTotal }: TaskMetrics): void {
    const entry = this.running.get(connectorId)
    if (!entry) return
    const last = this.totals.get(taskId) ?? { records: 0, bytes: 0 }
    // A task that was started anew counts from zero again.
    const isNew = recordsTotal < last.records
    const sum = this.sums.get(connectorId) ?? { clusterId: entry.clusterId, records: 0, bytes: 0 }
    sum.records += recordsTotal - (isNew ? 0 : last.records)
    sum.bytes += bytesTotal - (isNew ? 0 : last.bytes)
    this.sums.set(connectorId, sum)
    this.totals.set(taskId, { records: recordsTotal, bytes: bytesTotal })
  }
}

const traceText = (reason: string, trace: string): string =>
  trace === '' || trace === reason ? reason : `${reason}\n\n${trace}`
