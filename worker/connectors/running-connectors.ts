// What this worker runs: the task pool, and what its events say about each connector. Knows nothing of Postgres.
import { pluginModules } from '@/lib/connectors/plugins/loaded'
import type { TaskState } from '@/lib/connectors/state'
import type { ConnectorLogs } from './connector-log'
import { ConnectorCounters, type Counters } from './connector-counters'
import { TaskPool, type PoolEvent, type SourceOffsetStore } from './pool/pool'
import { taskIdOf, type TaskAssignment } from './runtime'

export type TaskReport = {
  state: TaskState
  trace: string
  isUserActionable: boolean
  at: number
  /** Wishes to start this task alone anew that were carried out before it started. */
  restarts: number
}
/** What is started: `restarts` of its row. */
export type TaskStart = { assignment: TaskAssignment; restarts: number }
export type Running = {
  connectorId: string
  clusterId: string
  generation: number
  tasks: Map<number, TaskReport>
  /** All its tasks ran at some time: what comes after is trouble, not provisioning. */
  hasRun: boolean
  /** Topics that were used and are not written down yet. */
  topics: Set<string>
}

type Options = {
  offsets: SourceOffsetStore
  logs: ConnectorLogs
  /** A task's state changed, or it named topics. */
  onChange: (connectorId: string) => void
}

export class RunningConnectors {
  readonly pool: TaskPool
  private readonly running = new Map<string, Running>()
  private readonly ending = new Map<string, Promise<void>>()
  private readonly figures = new ConnectorCounters()

  constructor(private readonly options: Options) {
    this.pool = new TaskPool({
      offsets: options.offsets,
      onEvent: (event) => this.receive(event),
      runtimeModules: pluginModules,
    })
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
  start(starts: readonly TaskStart[], generation: number, hasRun: boolean): void {
    for (const { assignment, restarts } of starts) {
      const { connectorId, clusterId, taskNumber } = assignment
      const known = this.running.get(connectorId)
      const entry = known ?? {
        connectorId,
        clusterId,
        generation,
        tasks: new Map<number, TaskReport>(),
        hasRun,
        topics: new Set<string>(),
      }
      if (entry.generation !== generation) Object.assign(entry, { generation, hasRun })
      this.running.set(connectorId, entry)
      const at = Date.now()
      entry.tasks.set(taskNumber, { state: 'UNASSIGNED', trace: '', isUserActionable: false, at, restarts })
      this.pool.startTask(assignment)
    }
  }

  /** Stops the connector's tasks from a number on; resolves when they are gone. */
  stop(connectorId: string, fromTask = 0): Promise<void> {
    const entry = this.running.get(connectorId)
    const numbers = [...(entry?.tasks.keys() ?? [])].filter((taskNumber) => taskNumber >= fromTask)
    if (!entry || numbers.length === 0) return this.ending.get(connectorId) ?? Promise.resolve()
    for (const taskNumber of numbers) {
      entry.tasks.delete(taskNumber)
      this.figures.stopped(connectorId, taskNumber)
    }
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

  /** Since this worker began, by connector id; never falls. */
  counters(): Map<string, Counters> {
    return this.figures.read((id) => this.running.has(id))
  }

  async close(): Promise<void> {
    await this.pool.close()
    this.running.clear()
  }

  private receive(event: PoolEvent): void {
    if (event.type === 'metrics') {
      for (const task of event.tasks) {
        const entry = this.running.get(task.connectorId)
        if (entry) this.figures.add(entry.clusterId, task)
      }
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
    const known = entry?.tasks.get(taskNumber)
    if (!entry || !known) return
    if (event.type === 'topics') {
      for (const topic of event.topics) entry.topics.add(topic)
      return this.options.onChange(connectorId)
    }
    const { problem, state, at } = event
    const trace = problem ? traceText(problem.reason, problem.trace) : ''
    const isUserActionable = problem?.isUserActionable ?? false
    entry.tasks.set(taskNumber, { ...known, state, trace, isUserActionable, at })
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
}

const traceText = (reason: string, trace: string): string =>
  trace === '' || trace === reason ? reason : `${reason}\n\n${trace}`
