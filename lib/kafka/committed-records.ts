// From the raw bytes of a fetch to the records that a reader of committed data sees: control batches and records of aborted
// transactions are left out, and a batch that cannot be unpacked is named instead of failing the rest.
import { errorMessage } from '@/lib/errors'
import type { FetchedPartition } from './fetch-request'
import { isAbortMarker, locateRecords, readBatches, type RecordPosition, type Tail } from './record-batch'

/** Records that are there but not shown, and why. Offsets are inclusive. */
export type SkippedRecords = { partition: number; firstOffset: string; lastOffset: string; reason: string }

export type CommittedRecords = {
  records: RecordPosition[]
  skipped: SkippedRecords[]
  /** First offset that these bytes cover, and the one after their end; equal when there was no whole batch. */
  firstOffset: number
  nextOffset: number
}

/** Largest size to which one batch may unpack. Kafka's own limit per batch is a few megabytes unless raised by hand. */
export const MAX_BATCH_BYTES = 32 * 1024 * 1024

/** With a `tail`, of each batch only the records in it; `firstOffset` and `nextOffset` cover all the same. */
export function committedRecords(
  fetched: FetchedPartition,
  requestedOffset: number,
  tail?: Tail,
): CommittedRecords {
  const { partition } = fetched
  const pending = [...fetched.aborted].sort((a, b) => a.firstOffset - b.firstOffset)
  const abortedProducers = new Set<bigint>()
  const result: CommittedRecords = {
    records: [],
    skipped: [],
    firstOffset: requestedOffset,
    nextOffset: requestedOffset,
  }
  let isFirst = true
  for (const batch of readBatches(fetched.bytes)) {
    if (isFirst) result.firstOffset = Math.min(requestedOffset, batch.baseOffset)
    isFirst = false
    result.nextOffset = batch.lastOffset + 1
    for (
      let next = pending[0];
      next !== undefined && next.firstOffset <= batch.lastOffset;
      next = pending[0]
    ) {
      abortedProducers.add(next.producerId)
      pending.shift()
    }
    try {
      if (batch.magic !== 2) throw new Error(`message format ${batch.magic} of before 2017 is not supported`)
      if (batch.isControl) {
        if (isAbortMarker(batch)) abortedProducers.delete(batch.producerId)
        continue
      }
      if (batch.isTransactional && abortedProducers.has(batch.producerId)) continue
      for (const record of locateRecords(batch, MAX_BATCH_BYTES, tail)) result.records.push(record)
    } catch (error) {
      result.skipped.push({
        partition,
        firstOffset: String(batch.baseOffset),
        lastOffset: String(batch.lastOffset),
        reason: `The batch cannot be read: ${errorMessage(error)}.`,
      })
    }
  }
  return result
}
