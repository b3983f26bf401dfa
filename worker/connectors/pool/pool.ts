// The task pool of the worker: connector tasks in worker threads, one thread per core, watched. A task that crashes
// or spins takes down its own thread only; the thread's tasks come back from their last acknowledged offsets.
// Free of Postgres: what a task needs is in its assignment, what happens comes out as events.
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectorSpecs } from '@/lib/connectors/catalog'
import type { TaskState } from '@/lib/connectors/state'
import type { FromThread, TaskProblem } from './protocol'
import { mergeOffsets, newTask, type Task } from './pool-task'
import type { TaskMetrics, TaskPoolOptions } from './pool-types'
import { taskIdOf, type LogLevel, type TaskAssignment } from '../runtime'
import { TaskThread, type ThreadEnd } from './task-thread'
import { runtimeModule } from './thread-modules'

export type { PoolEvent, SourceOffsetStore, TaskMetrics, TaskPoolOptions } from './pool-types'

const builtIn = new Map(connectorSpecs.map(({ className, runtime }) => [className, runtimeModule(runtime)]))

const HANG_MS = 5_000
const STOP_MS = 6_000
const FLUSH_MS = 2_000
const IDLE_THREAD_MS = 60_000
const STABLE_MS = 60_000
const MAX_CRASHES = 5
const CRASH_DELAYS_MS = [0, 500, 1_000, 2_000, 4_000]
const OFFSET_RETRY_MS = 2_000

export class TaskPool {
  private readonly tasks = new Map<string, Task>()
  private readonly byRun = new Map<number, Task>()
  private readonly threads = new Set<TaskThread>()
  private readonly idleTimers = new Map<TaskThread, NodeJS.Timeout>()
  private nextRun = 1
  private isClosed = false
  private readonly metricsTimer: NodeJS.Timeout

  constructor(private readonly options: TaskPoolOptions) {
    for (let i = 0; i < this.warmThreads; i++) this.spawn()
    this.metricsTimer = setInterval(() => this.reportMetrics(), 1_000)
  }

  private get warmThreads(): number {
    return this.options.warmThreads ?? 1
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

  /** Stops all tasks and threads. */
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    clearInterval(this.metricsTimer)
    await Promise.all(this.taskIds().map((taskId) => this.stopTask(taskId)))
    for (const timer of this.idleTimers.values()) clearTimeout(timer)
    await Promise.all([...this.threads].map((thread) => thread.terminate()))
    this.threads.clear()
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
    const module = this.options.runtimeModules?.[className] ?? builtIn.get(className)
    if (module === undefined) {
      const reason = `This worker has no connector "${className}".`
      this.setState(task, 'FAILED', { reason, trace: reason, isUserActionable: true })
      return
    }
    const thread = this.chooseThread()
    task.run = this.nextRun++
    task.thread = thread
    thread.runs.add(task.run)
    this.byRun.set(task.run, task)
    clearTimeout(this.idleTimers.get(thread))
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

  /** The thread with the fewest tasks; another one while all have some and there are cores left. */
  private chooseThread(): TaskThread {
    const least = [...this.threads].sort((a, b) => a.runs.size - b.runs.size)[0]
    const most = this.options.threads ?? availableParallelism()
    if (least && (least.runs.size === 0 || this.threads.size >= most)) return least
    return this.spawn()
  }

  private spawn(): TaskThread {
    const thread: TaskThread = new TaskThread({
      hangAfterMs: this.options.hangAfterMs ?? HANG_MS,
      maxHeapMb: this.options.maxHeapMb ?? 256,
      onMessage: (message) => this.receive(message),
      onEnd: (end) => this.replace(thread, end),
    })
    this.threads.add(thread)
    return thread
  }

  private receive(message: Exclude<FromThread, { type: 'egress' }>): void {
    if (message.type === 'ready') return
    const task = this.byRun.get(message.run)
    if (!task) return
    const { clusterId, connectorId } = task.assignment
    switch (message.type) {
      case 'progress':
        task.totals.records += message.records
        task.totals.bytes += message.bytes
        task.offsets = mergeOffsets(task.offsets, message.offsets)
        this.options.offsets.write(clusterId, connectorId, message.offsets)
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
    const tasks = [...this.tasks.values()].map((task): TaskMetrics => {
      const { records, bytes } = task.totals
      const seconds = Math.max(0.001, (at - task.rates.at) / 1_000)
      const recordsPerSec = (records - task.rates.records) / seconds
      const bytesPerSec = (bytes - task.rates.bytes) / seconds
      task.rates = { records, bytes, at }
      return { ...task.name, recordsTotal: records, bytesTotal: bytes, recordsPerSec, bytesPerSec }
    })
    if (tasks.length > 0) this.options.onEvent({ type: 'metrics', at, tasks })
  }

  private release(task: Task): void {
    this.byRun.delete(task.run)
    task.thread?.runs.delete(task.run)
    if (task.thread) this.retireLater(task.thread)
    task.thread = undefined
    task.ended.resolve()
  }

  /** Threads beyond the warm ones end when they had nothing to do for a while. */
  private retireLater(thread: TaskThread): void {
    if (thread.runs.size > 0 || this.isClosed || !this.threads.has(thread)) return
    clearTimeout(this.idleTimers.get(thread))
    const timer = setTimeout(() => {
      this.idleTimers.delete(thread)
      if (thread.runs.size > 0 || this.threads.size <= this.warmThreads) return
      this.threads.delete(thread)
      void thread.terminate()
    }, IDLE_THREAD_MS)
    this.idleTimers.set(thread, timer.unref())
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
        if (this.threads.has(thread)) {
          await thread.terminate()
          this.replace(thread, { reason: 'a task could not be stopped', isHang: true, run: task.run })
        }
      }
    }
    // A broker that hangs must not hold up the stop: the offsets stay in memory and are written when it answers.
    await Promise.race([this.options.offsets.flush(), sleep(FLUSH_MS, undefined, { ref: false })])
  }

  /** After the end of a thread: its tasks come back, the one to blame (or, unknown, all of them) after a pause. */
  private replace(thread: TaskThread, { reason, isHang, run }: ThreadEnd): void {
    this.threads.delete(thread)
    clearTimeout(this.idleTimers.get(thread))
    if (this.isClosed) return
    const tasks = [...thread.runs].flatMap((one) => this.byRun.get(one) ?? [])
    const isBlamed = (task: Task): boolean => run === 0 || !thread.runs.has(run) || task.run === run
    for (const task of tasks) {
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
    if (this.threads.size < this.warmThreads) this.spawn()
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
