// Counters: deterministic, restartable at the n-th record.
import type { Iteration } from './annotations'

export type Counter = { next(): number; seek(generation: number): void }

const wrap = (value: number, { start, restart, step }: Iteration): number => {
  if (step > 0 ? value < restart : value > restart) return value
  return start + ((value - restart) % (restart - start))
}

/** `seek(n)` makes the next value the one of the n-th record (0-based) of an endless run. */
export const wholeCounter = (iteration: Iteration): Counter => {
  const { start, restart, step, initial } = iteration
  let current = wrap(initial, iteration)
  return {
    next() {
      const value = current
      current = wrap(value + step, iteration)
      return value
    },
    seek(generation) {
      const travelled = BigInt(initial - start) + BigInt(generation) * BigInt(step)
      current = start + Number(travelled % BigInt(restart - start))
    },
  }
}

/** Fractions are computed from the record's number, so that rounding errors do not add up. */
export const fractionCounter = ({ start, restart, step, initial }: Iteration): Counter => {
  let generation = 0
  return {
    next() {
      const travelled = initial - start + generation++ * step
      return start + (travelled % (restart - start))
    },
    seek(to) {
      generation = to
    },
  }
}
