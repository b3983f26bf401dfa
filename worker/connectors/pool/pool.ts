// The task pool of the worker: connector tasks in worker threads, one thread per core, watched. A task that crashes
// or spins takes down its own thread only; the thread's tasks come back from their last acknowledged offsets.
// Free of Postgres: what a task needs is in its assignment, what happens comes out as events.
import { setTimeout as sleep } from 'node:timers/promises'
import { connectorSpecs } from '@/lib/connectors/catalog'
import { AppError } from '@/lib/errors'
import type { TaskState } from '@/lib/connectors/state'
import type { FromThread, TaskProblem } from './protocol'
import { mergeOffsets, newTask, type Task } from './pool-task'
import type { TaskMetrics, TaskPoolOptions } from './pool-types'
import { taskIdOf, type LogLevel, type TaskAssignment } from '../runtime'
import { PoolJobs, type JobRequest } from './pool-jobs'
import { TaskThreads } from './task-threads'
import type { TaskThread, ThreadEnd } from './task-thread'
import { runtimeModule } from './thread-modules'

export type { PoolEvent, SourceOffsetStore, TaskMetrics, TaskPoolOptions } from './pool-types'

const builtIn = new Map(connectorSpecs.map(({ className, runtime }) => [className, runtimeModule(runtime)]))

const notThere = (className: string): AppError =>
  new AppError('not_implemented', `This worker has no connector "${className}".`)

const STOP_MS = 6_000
const FLUSH_MS = 2_000
const STABLE_MS = 60_000
const MAX_CRASHES = 5
const CRASH_DELAYS_MS = [0, 500, 1_000, 2_000, 4_000]
const OFFSET_RETRY_MS = 2_000

export class TaskPool {
  private readonly tasks = new Map<string, Task>()
  private readonly byRun = new Map<number, Task>()
  private readonly threads: TaskThreads
  private readonly jobs: PoolJobs
  private nextRun = 1
  private isClosed = false
  private readonly metricsTimer: NodeJS.Timeout

  constructor(private readonly options: TaskPoolOptions) {
    const { threads, warmThreads = 1, hangAfterMs, maxHeapMb } = options
    this.threads = new TaskThreads({
      threads,
      warmThreads,
      hangAfterMs,
      maxHeapMb,
      onMessage: (message) => this.receive(message),
      onEnd: (thread, end) => this.replace(thread, end),
    })
    this.jobs = new PoolJobs(this.threads)
    this.metricsTimer = setInterval(() => this.reportMetrics(), 1_000)
  }

  taskIds(): string[] {
    return [...this.tasks.keys()]
  }

  /** Starts a task, or starts it anew with another assignment. Returns at once; events tell what became of it. */
  startTask(assignment: TaskAssignment): void {
    if (this.isClosed) return
    const before = this.tasks.get(taskIdOf(assignment))
    const task = newTask(assignment, before ? this.end(before) : Promise.resolve())
    const { name } = task
    this.tasks.set(name.taskId, task)
    this.setState(task, 'UNASSIGNED')
    void task.freed.then(() => this.begin(task))
  }

  /** Stops a task within 6 s: what was sent is acknowledged and its offsets are stored, if Kafka answers. */
  async stopTask(taskId: string): Promise<void> {
    const task = this.tasks.get(taskId)
    if (!task) return
    this.tasks.delete(taskId)
    await this.end(task)
    this.setState(task, 'STOPPED')
  }

  /** Work beside the tasks: a hostile one takes down a thread of its own. Rejects with AppError. */
  ask(job: JobRequest, timeoutMs?: number): Promise<unknown> {
    const module = this.moduleOf(job.className)
    if (module === undefined) throw notThere(job.className)
    return this.jobs.ask({ ...job, runtimeModule: module }, timeoutMs)
  }

  /** Stops all tasks and threads. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    clearInterval(this.metricsTimer)
    await Promise.all(this.taskIds().map((taskId) => this.stopTask(taskId)))
    await this.threads.close()
  }

  private async begin(task: Task): Promise<void> {
    const { clusterId, connectorId } = task.assignment
    while (!task.isEnding) {
      try {
        task.offsets = await this.options.offsets.read(clusterId, connectorId)
        break
      } catch (error) {
        this.log(
          task,
          'WARN',
          `The stored offsets cannot be read yet: ${error instanceof Error ? error.message : String(error)}`,
        )
        await new Promise<void>((resolve) => {
          task.wake = resolve
          task.timer = setTimeout(resolve, OFFSET_RETRY_MS)
        })
      }
    }
    if (!task.isEnding) this.place(task)
  }

  private place(task: Task): void {
    const { className } = task.assignment
    const module = this.moduleOf(className)
    if (module === undefined) {
      const reason = notThere(className).message
      this.setState(task, 'FAILED', { reason, trace: reason, isUserActionable: true })
      return
    }
    const thread = task.isSuspect ? this.threads.spare() : this.threads.choose()
    task.run = this.nextRun++
    task.thread = thread
    thread.runs.add(task.run)
    this.byRun.set(task.run, task)
    const { taskId } = task.name
    thread.post({
      type: 'start',
      taskId,
      run: task.run,
      assignment: task.assignment,
      offsets: task.offsets,
      runtimeModule: module,
    })
  }

  private moduleOf(className: string): string | undefined {
    return this.options.runtimeModules?.[className] ?? builtIn.get(className)
  }

  private receive(message: Exclude<FromThread, { type: 'egress' }>): void {
    if (message.type === 'ready') return
    if (message.type === 'job') return this.jobs.answer(message)
    const task = this.byRun.get(message.run)
    if (!task) return
    const { clusterId, connectorId } = task.assignment
    switch (message.type) {
      case 'progress':
        task.meter.add(message)
        if (message.offsets.length === 0) return
        task.offsets = mergeOffsets(task.offsets, message.offsets)
        if (message.isStored) this.options.offsets.note(clusterId, connectorId, message.offsets)
        else this.options.offsets.write(clusterId, connectorId, message.offsets)
        return
      case 'topics':
        this.options.onEvent({ type: 'topics', ...task.name, topics: message.topics })
        return
      case 'log':
        this.options.onEvent({
          type: 'log',
          ...task.name,
          level: message.level,
          message: message.message,
          at: message.at,
        })
        return
      case 'state':
        if (message.state === 'STOPPED') this.release(task)
        else if (!task.isEnding) this.setState(task, message.state, message.problem)
    }
  }

  private reportMetrics(): void {
    const at = Date.now()
    const tasks = [...this.tasks.values()].map((task): TaskMetrics => ({
      ...task.name,
      ...task.meter.read(at),
    }))
    if (tasks.length > 0) this.options.onEvent({ type: 'metrics', at, tasks })
  }

  private release(task: Task): void {
    this.byRun.delete(task.run)
    task.thread?.runs.delete(task.run)
    if (task.thread) this.threads.retireLater(task.thread)
    task.thread = undefined
    task.ended.resolve()
  }

  private async end(task: Task): Promise<void> {
    task.isEnding = true
    clearTimeout(task.timer)
    task.wake()
    await task.freed
    if (task.thread) {
      task.thread.post({ type: 'stop', taskId: task.name.taskId, run: task.run })
      const isStopped = await Promise.race([
        task.ended.promise.then(() => true),
        new Promise<false>((resolve) => setTimeout(resolve, STOP_MS, false).unref()),
      ])
      const { thread } = task
      if (!isStopped && thread) {
        this.release(task)
        const reason = 'a task could not be stopped'
        await this.threads.kill(thread, { reason, isHang: true, run: task.run })
      }
    }
    // A broker that hangs must not hold up the stop: the offsets stay in memory and are written when it answers.
    await Promise.race([this.options.offsets.flush(), sleep(FLUSH_MS, undefined, { ref: false })])
  }

  /** After the end of a thread: its tasks come back, the one to blame (or, unknown, all of them) after a pause. */
  private replace(thread: TaskThread, { reason, isHang, run }: ThreadEnd): void {
    this.jobs.lost(thread, reason)
    const tasks = [...thread.runs].flatMap((one) => this.byRun.get(one) ?? [])
    const isBlamed = (task: Task): boolean => run === 0 || !thread.runs.has(run) || task.run === run
    for (const task of tasks) {
      task.isSuspect ||= task.run === run
      this.byRun.delete(task.run)
      task.thread = undefined
      if (task.isEnding) task.ended.resolve()
      else
        this.comeBack(
          task,
          isBlamed(task),
          isHang ? `The task blocked its thread: ${reason}.` : `The task's thread crashed: ${reason}.`,
        )
    }
  }

  private comeBack(task: Task, isBlamed: boolean, reason: string): void {
    const now = Date.now()
    if (now - task.crashedAt > STABLE_MS) task.crashes = 0
    const problem = { reason, trace: reason, isUserActionable: false }
    if (isBlamed) {
      task.crashes++
      task.crashedAt = now
      this.log(task, 'ERROR', reason)
      if (task.crashes >= MAX_CRASHES) {
        const given = `${reason} It happened ${task.crashes} times in a row; restart the connector to try again.`
        this.setState(task, 'FAILED', { ...problem, reason: given })
        return
      }
    }
    this.setState(task, 'RESTARTING', problem)
    const delay = isBlamed ? (CRASH_DELAYS_MS[task.crashes] ?? 0) : 0
    task.timer = setTimeout(
      () => {
        if (!task.isEnding) this.place(task)
      },
      delay * (0.75 + Math.random() / 2),
    )
  }

  private setState(task: Task, state: TaskState, problem?: TaskProblem): void {
    task.state = state
    this.options.onEvent({ type: 'state', ...task.name, state, ...(problem && { problem }), at: Date.now() })
  }

  private log(task: Task, level: LogLevel, message: string): void {
    this.options.onEvent({ type: 'log', ...task.name, level, message, at: Date.now() })
  }
}
