// What becomes of the records of a sink that cannot be used: they fail the task, or are counted, logged and put into the dead
// letter queue, each once (a batch that comes again after an outage does not report them again).
import { AppError, errorMessage } from '@/lib/errors'
import type { ErrorPolicy } from '../error-policy'
import { intolerable, logFailed } from '../failed-record'
import { backoffMs, traceOf } from '../failure'
import { RetriableFailure, TaskFailure, type LogLevel, type PartitionPosition } from '../runtime'
import type { TaskAttempts } from '../task-attempts'
import type { DeadLetters, FailedInBatch } from './dead-letters'
import { nameOf } from './watch-topics'

const RETRY_BASE_MS = 300
const RETRY_CAP_MS = 8_000

type Options = {
  policy: ErrorPolicy
  deadLetters: DeadLetters | null
  attempts: TaskAttempts
  log: (level: LogLevel, message: string) => void
  stopSignal: AbortSignal
}

export class BadRecords {
  private readonly reported = new Map<string, Set<number>>()
  private counted = 0

  constructor(private readonly options: Options) {}

  /** Resolves when they are in the dead letter queue or may be passed over. Throws TaskFailure where that is not tolerated. */
  async report(failed: readonly FailedInBatch[]): Promise<void> {
    const news = failed.filter(
      ({ batch, index }) => !this.reported.get(nameOf(batch))?.has(batch.offset(index)),
    )
    const [first] = news
    if (first === undefined) return
    const { policy, deadLetters, log } = this.options
    if (!policy.toleratesAll) throw intolerable(first)
    if (deadLetters) await this.send(deadLetters, news)
    logFailed(news, policy, log)
    this.counted += news.length
    for (const { batch, index } of news) {
      const known = this.reported.get(nameOf(batch)) ?? new Set()
      this.reported.set(nameOf(batch), known.add(batch.offset(index)))
    }
  }

  /** Up to these positions nothing comes again. */
  forget(positions: readonly PartitionPosition[]): void {
    for (const position of positions) {
      const known = this.reported.get(nameOf(position))
      if (!known) continue
      for (const offset of known) if (offset < position.offset) known.delete(offset)
      if (known.size === 0) this.reported.delete(nameOf(position))
    }
  }

  /** Since it was last asked. */
  takeCount(): number {
    const { counted } = this
    this.counted = 0
    return counted
  }

  private async send(deadLetters: DeadLetters, failed: readonly FailedInBatch[]): Promise<void> {
    const { attempts, stopSignal } = this.options
    for (let attempt = 0; ; attempt++) {
      try {
        return await deadLetters.send(failed)
      } catch (error) {
        const isPassing =
          !(error instanceof AppError) || error.code === 'unavailable' || error.code === 'not_found'
        if (!isPassing) {
          const words = `The dead letter queue "${deadLetters.topic}" refuses records: ${errorMessage(error)}`
          throw new TaskFailure(words, true, { cause: error })
        }
        const reason = `The dead letter queue "${deadLetters.topic}" cannot be written: ${errorMessage(error)} The task waits until it can.`
        attempts.trouble({ reason, trace: traceOf(error), isUserActionable: false }, attempt)
        await attempts.pause(backoffMs(attempt, RETRY_BASE_MS, RETRY_CAP_MS))
        if (stopSignal.aborted) throw new RetriableFailure('The task was stopped.', { cause: error })
      }
    }
  }
}
