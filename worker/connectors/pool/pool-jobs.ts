// Work for runtimes beside their tasks (a look at the target, a preview, changed offsets), each in a thread without tasks.
import { AppError } from '@/lib/errors'
import type { ThreadJob } from '../jobs/thread-job'
import type { FromThread } from './protocol'
import type { TaskThread } from './task-thread'
import type { TaskThreads } from './task-threads'

/** A job as the pool is asked for it: where the runtime's code lies, the pool knows. */
export type JobRequest = ThreadJob extends infer Job
  ? Job extends ThreadJob
    ? Omit<Job, 'runtimeModule'>
    : never
  : never

type Waiting = { thread: TaskThread; answer: PromiseWithResolvers<unknown> }

const TIMEOUT_MS = 20_000

export class PoolJobs {
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0

  constructor(private readonly threads: TaskThreads) {}

  async ask(job: ThreadJob, timeoutMs = TIMEOUT_MS): Promise<unknown> {
    const id = ++this.lastId
    const thread = this.threads.spare()
    const answer = Promise.withResolvers<unknown>()
    this.waiting.set(id, { thread, answer })
    // Tasks go elsewhere meanwhile. Jobs count down where runs count up: neither is taken for the other.
    thread.runs.add(-id)
    const timer = setTimeout(() => {
      const reason = `no answer within ${timeoutMs / 1_000} s`
      void this.threads.kill(thread, { reason, isHang: true, run: -id })
    }, timeoutMs)
    try {
      thread.post({ type: 'job', id, job })
      return await answer.promise
    } finally {
      clearTimeout(timer)
      this.waiting.delete(id)
      thread.runs.delete(-id)
      this.threads.retireLater(thread)
    }
  }

  answer(message: FromThread & { type: 'job' }): void {
    const answer = this.waiting.get(message.id)?.answer
    if ('failure' in message) answer?.reject(new AppError(message.failure.code, message.failure.message))
    else answer?.resolve(message.result)
  }

  /** The thread is no more. */
  lost(thread: TaskThread, reason: string): void {
    for (const { thread: at, answer } of this.waiting.values())
      if (at === thread)
        answer.reject(new AppError('unavailable', `The connector did not answer: ${reason}.`))
  }
}
