// How many records go to the target at once: bounded, so that what is made of them fits in memory.
import type { RawBatch } from '../runtime'

/** Records `from` to `to` (excluded) of a batch. */
export type Slice = { batch: RawBatch; from: number; to: number }

const MOST = 5_000

/** In order; the records of one answer together are at most the configured number, or 5,000. */
export function sliceBatches(batches: readonly RawBatch[], configured: string | undefined): Slice[][] {
  const given = Number(configured)
  const most = Number.isInteger(given) && given > 0 ? Math.min(given, MOST) : MOST
  const all: Slice[][] = []
  let current: Slice[] = []
  let left = most
  for (const batch of batches)
    for (let from = 0; from < batch.count;) {
      const to = Math.min(batch.count, from + left)
      current.push({ batch, from, to })
      left -= to - from
      from = to
      if (left > 0) continue
      all.push(current)
      current = []
      left = most
    }
  if (current.length > 0) all.push(current)
  return all
}
