// The threads of a pool: one per core at most for tasks, some kept warm, the rest ended when they have nothing to do.
import { availableParallelism } from 'node:os'
import type { FromThread } from './protocol'
import { TaskThread, type ThreadEnd } from './task-thread'

const HANG_MS = 5_000
const IDLE_THREAD_MS = 60_000
const MAX_HEAP_MB = 256

type Options = {
  /** Most threads at once; one per core if not given. */
  threads: number | undefined
  /** Threads kept ready while there is no task. */
  warmThreads: number
  hangAfterMs: number | undefined
  maxHeapMb: number | undefined
  onMessage: (message: Exclude<FromThread, { type: 'egress' }>) => void
  /** The thread is no more; what ran there is still in its `runs`. */
  onEnd: (thread: TaskThread, end: ThreadEnd) => void
}

export class TaskThreads {
  private readonly threads = new Set<TaskThread>()
  private readonly alone = new WeakSet<TaskThread>()
  private readonly idleTimers = new Map<TaskThread, NodeJS.Timeout>()
  private isClosed = false

  constructor(private readonly options: Options) {
    this.keepWarm()
  }

  /** The thread with the fewest tasks; another one while all have some and there are cores left. */
  choose(): TaskThread {
    const shared = [...this.threads].filter((thread) => !this.alone.has(thread))
    const least = shared.sort((a, b) => a.runs.size - b.runs.size)[0]
    const most = this.options.threads ?? availableParallelism()
    const isEnough = least && (least.runs.size === 0 || shared.length >= most)
    return this.busy(isEnough ? least : this.spawn())
  }

  /** A thread for work that must not disturb any task: nothing else is put there until it is free again. */
  spare(): TaskThread {
    const idle = [...this.threads].find(({ runs }) => runs.size === 0)
    const thread = this.busy(idle ?? this.spawn())
    this.alone.add(thread)
    return thread
  }

  /** Threads beyond the warm ones end when they had nothing to do for a while. */
  retireLater(thread: TaskThread): void {
    if (thread.runs.size > 0 || this.isClosed || !this.threads.has(thread)) return
    this.alone.delete(thread)
    clearTimeout(this.idleTimers.get(thread))
    const timer = setTimeout(() => {
      this.idleTimers.delete(thread)
      if (thread.runs.size > 0 || this.threads.size <= this.options.warmThreads) return
      this.threads.delete(thread)
      void thread.terminate()
    }, IDLE_THREAD_MS)
    this.idleTimers.set(thread, timer.unref())
  }

  /** Ends a thread that does not obey, and reports it as one that hangs. */
  async kill(thread: TaskThread, end: ThreadEnd): Promise<void> {
    if (!this.threads.has(thread)) return
    await thread.terminate()
    this.ended(thread, end)
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const timer of this.idleTimers.values()) clearTimeout(timer)
    await Promise.all([...this.threads].map((thread) => thread.terminate()))
    this.threads.clear()
  }

  private busy(thread: TaskThread): TaskThread {
    clearTimeout(this.idleTimers.get(thread))
    return thread
  }

  private spawn(): TaskThread {
    const { hangAfterMs = HANG_MS, maxHeapMb = MAX_HEAP_MB, onMessage } = this.options
    const thread: TaskThread = new TaskThread({
      hangAfterMs,
      maxHeapMb,
      onMessage,
      onEnd: (end) => this.ended(thread, end),
    })
    this.threads.add(thread)
    return thread
  }

  private ended(thread: TaskThread, end: ThreadEnd): void {
    this.threads.delete(thread)
    clearTimeout(this.idleTimers.get(thread))
    if (this.isClosed) return
    this.options.onEnd(thread, end)
    this.keepWarm()
  }

  private keepWarm(): void {
    while (this.threads.size < this.options.warmThreads) this.spawn()
  }
}
