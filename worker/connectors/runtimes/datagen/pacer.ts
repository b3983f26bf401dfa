// When the records of a paced source are due. Pauses are random, uniform in [0, max): the average rate is
// 2000 / max per second, kept against the clock, so that a late timer or slow broker does not slow the stream down.

/** Behind by more than this (a suspended machine, a broker away), the schedule starts anew instead of bursting. */
const MAX_LAG_MS = 5_000

export type Pacer = {
  /** Milliseconds until the next record, 0 when it is due. */
  untilNext(): number
  /** Number of records due now. */
  due(): number
  /** Takes that many records off the schedule. */
  advance(count: number): void
}

export const createPacer = (maxIntervalMs: number, now: () => number = () => performance.now()): Pacer => {
  if (maxIntervalMs <= 0) return { untilNext: () => 0, due: () => Infinity, advance: () => undefined }
  const pause = (): number => Math.random() * maxIntervalMs
  // Times at which the next records are due, ascending; the first at once.
  let schedule = [now()]
  const fill = (until: number): void => {
    if (until - (schedule[0] ?? until) > Math.max(MAX_LAG_MS, maxIntervalMs)) schedule = [until]
    for (let last = schedule.at(-1) ?? until; last <= until; schedule.push(last))
      last += Math.max(pause(), 0.001)
  }
  return {
    untilNext: () => Math.max(0, Math.ceil((schedule[0] ?? now()) - now())),
    due() {
      const at = now()
      fill(at)
      return schedule.findIndex((time) => time > at)
    },
    advance(count) {
      schedule.splice(0, count)
    },
  }
}
