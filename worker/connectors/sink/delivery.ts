// Batches on their way to the target. A put that the target cannot take now is tried again with growing pauses for as long as
// it takes, after asking the target how far it came; so is a conversion while the registry is away. Nothing is dropped.
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, errorMessage } from '@/lib/errors'
import { readErrorPolicy, requireTimeLeft, type ErrorPolicy } from '../error-policy'
import { backoffMs, traceOf } from '../failure'
import {
  RetriableFailure,
  type PartitionPosition,
  type RawBatch,
  type SinkBatch,
  type TaskAssignment,
} from '../runtime'
import { untilStopped, type TaskAttempts, type TaskReports } from '../task-attempts'
import type { RecordConversion } from './convert-records'
import type { SinkParts } from './open-parts'
import { bytesOf, type SinkProgress } from './sink-progress'
import { sliceBatches, type Slice } from './slice-batches'

const RETRY_BASE_MS = 300
/** Short enough for a target that is back to have its records within ten seconds. */
const RETRY_CAP_MS = 8_000
const STOP_GRACE_MS = 4_000

type Given = {
  assignment: TaskAssignment
  parts: SinkParts
  reports: Pick<TaskReports, 'work'>
  attempts: TaskAttempts
  stopSignal: AbortSignal
  progress: SinkProgress
  /** False: the target came further than was known; what is in hand is read anew. */
  recheck: () => Promise<boolean>
  /** Everything before these positions is stored. */
  reached: (positions: readonly PartitionPosition[]) => void
}

const endOf = ({ topic, partition, nextOffset }: RawBatch | SinkBatch): PartitionPosition => ({
  topic,
  partition,
  offset: nextOffset,
})

const wholes = (batches: readonly RawBatch[]): Slice[] =>
  batches.map((batch) => ({ batch, from: 0, to: batch.count }))

export class Delivery {
  private readonly policy: ErrorPolicy
  private readonly mostRestMs: number

  constructor(private readonly given: Given) {
    this.policy = readErrorPolicy(given.assignment)
    this.mostRestMs = Math.min(this.policy.retryDelayMaxMs, RETRY_CAP_MS)
  }

  async deliver(batches: readonly RawBatch[]): Promise<void> {
    const { parts, assignment } = this.given
    const { task, conversion, held } = parts
    held.batches = batches
    const full = batches.filter(({ count }) => count > 0)
    if (conversion) {
      for (const slices of sliceBatches(full, assignment.config['max.poll.records']))
        if (!(await this.deliverSlices(conversion, slices))) return
    } else if (full.length > 0 && task.putRaw) {
      const { putRaw } = task
      if (!(await this.put(() => putRaw.call(task, full), wholes(full)))) return
    }
    // Batches without records (ends of transactions) move the position too.
    this.given.reached(batches.map(endOf))
    this.given.attempts.working()
  }

  private async deliverSlices(conversion: RecordConversion, slices: readonly Slice[]): Promise<boolean> {
    const { task } = this.given.parts
    const converted: SinkBatch[] = []
    for (const { batch, from, to } of slices)
      converted.push(await this.patiently(() => conversion.convert(batch, from, to)))
    // A target that stores offsets stores them for records that were dropped as well.
    if (!(await this.put(() => task.put(converted), slices))) return false
    this.given.reached(converted.map(endOf))
    return true
  }

  /** False: nothing more of what is in hand is of use. */
  private async put(run: () => Promise<void>, slices: readonly Slice[]): Promise<boolean> {
    const { attempts, progress, recheck, reports } = this.given
    const begunAt = performance.now()
    for (let attempt = 0; ; attempt++) {
      try {
        if (attempt > 0 && !(await recheck())) return false
        const startedAt = performance.now()
        // Named to the watchdog: what blocks the thread before the first wait is this task's.
        await this.withGrace(reports.work(run))
        const records = slices.reduce((sum, { from, to }) => sum + to - from, 0)
        const bytes = slices.reduce((sum, { batch, from, to }) => sum + bytesOf(batch, from, to), 0)
        attempts.working()
        progress.stored(records, bytes, performance.now() - startedAt)
        return true
      } catch (error) {
        if (!(error instanceof RetriableFailure)) throw error
        requireTimeLeft(error, begunAt, this.policy.putTimeoutMs)
        await this.rest(error, attempt)
      }
    }
  }

  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    const begunAt = performance.now()
    for (let attempt = 0; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        const isAway = error instanceof AppError && error.code === 'unavailable'
        if (!isAway) throw error
        requireTimeLeft(error, begunAt, this.policy.convertTimeoutMs)
        await this.rest(error, attempt)
      }
    }
  }

  private async rest(error: Error, attempt: number): Promise<void> {
    const { attempts, stopSignal } = this.given
    if (!stopSignal.aborted) {
      attempts.trouble(
        { reason: errorMessage(error), trace: traceOf(error), isUserActionable: false },
        attempt,
      )
      await attempts.pause(backoffMs(attempt, RETRY_BASE_MS, this.mostRestMs))
    }
    if (stopSignal.aborted) throw new RetriableFailure('The task was stopped.', { cause: error })
  }

  /** A put that is on its way when the task is stopped has some seconds to end. */
  private async withGrace(work: Promise<void>): Promise<void> {
    const { stopSignal } = this.given
    await untilStopped(work, stopSignal)
    if (!stopSignal.aborted) return work
    const isDone = await Promise.race([work.then(() => true), sleep(STOP_GRACE_MS, false, { ref: false })])
    if (!isDone) throw new RetriableFailure('The target did not answer before the task was stopped.')
  }
}
