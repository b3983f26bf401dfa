// What one task has done since its start in this pool, and how fast it goes.
import type { TaskProgress } from '../task-attempts'

export type TaskFigures = {
  recordsTotal: number
  bytesTotal: number
  badTotal: number
  recordsPerSec: number
  bytesPerSec: number
  /** Messages behind, over all its partitions; null for sources and while it is not known. */
  lag: number | null
  /** Mean of the writes to the target since the last figures; null without any. */
  putMs: number | null
}

export class TaskMeter {
  private totals = { records: 0, bytes: 0, bad: 0, puts: 0, putMs: 0 }
  private last = { ...this.totals, at: Date.now() }
  private lag: number | null = null

  add({ records, bytes, bad = 0, puts = 0, putMs = 0, lag }: Omit<TaskProgress, 'offsets'>): void {
    this.totals.records += records
    this.totals.bytes += bytes
    this.totals.bad += bad
    this.totals.puts += puts
    this.totals.putMs += putMs
    if (lag !== undefined && lag >= 0) this.lag = lag
  }

  /** Rates are those since the last call. */
  read(at: number): TaskFigures {
    const { totals, last, lag } = this
    const seconds = Math.max(0.001, (at - last.at) / 1_000)
    const puts = totals.puts - last.puts
    this.last = { ...totals, at }
    return {
      recordsTotal: totals.records,
      bytesTotal: totals.bytes,
      badTotal: totals.bad,
      recordsPerSec: (totals.records - last.records) / seconds,
      bytesPerSec: (totals.bytes - last.bytes) / seconds,
      lag,
      putMs: puts === 0 ? null : (totals.putMs - last.putMs) / puts,
    }
  }
}
