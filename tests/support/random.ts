/** Numbers from 0 up to `below`, the same ones for the same seed: a failure that names its seed can be repeated. */
export type Random = (below: number) => number

export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 2654435761) >>> 0
  return (below) => {
    // mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function pick<T>(random: Random, list: readonly [T, ...T[]] | T[]): T {
  const found = list[random(list.length)]
  if (found === undefined && list.length === 0) throw new Error('Nothing to pick from.')
  return found as T
}

/** The seeds of a suite: 1 up to `count`. */
export const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
