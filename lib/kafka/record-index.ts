// Where the records of batches lie, as numbers. The hottest loop of sinks: no cursor object, no closure, no allocation per record.
import type { RecordBatch } from './record-batch'

export type RecordIndex = {
  readonly data: Buffer
  readonly count: number
  readonly offsets: Float64Array
  readonly timestamps: Float64Array
  /** Four numbers per record: start and length (-1: null) of the key, then of the value. */
  readonly spans: Int32Array
}
/** The unpacked records of a batch lie in `data` from `start` to `end`. */
export type Section = { batch: RecordBatch; start: number; end: number }

/** A record takes at least this many bytes: a batch that says it has more records than that is damaged. */
const LEAST_RECORD_BYTES = 7

let at = 0

/** Throws RangeError when a section is damaged. Records before `from` are passed over. */
export function indexRecords(data: Buffer, sections: Section[], from: number): RecordIndex {
  let capacity = 0
  for (const { batch, start, end } of sections) {
    if (batch.count < 0 || batch.count * LEAST_RECORD_BYTES > end - start)
      throw new RangeError('the batch says it has more records than its bytes can hold')
    capacity += batch.count
  }
  const offsets = new Float64Array(capacity)
  const timestamps = new Float64Array(capacity)
  const spans = new Int32Array(capacity * 4)
  let count = 0
  for (const { batch, start, end } of sections) {
    const { baseOffset, firstTimestamp, maxTimestamp, isLogAppendTime } = batch
    at = start
    for (let left = batch.count; left > 0; left--) {
      const length = signed(data)
      const recordEnd = at + length
      if (length < 0 || recordEnd > end) throw new RangeError('the data ends inside a record')
      at++
      const timestamp = signed(data)
      const offset = baseOffset + signed(data)
      const keyLength = signed(data)
      const keyStart = at
      if (keyLength > 0) at += keyLength
      const valueLength = signed(data)
      const valueStart = at
      if (valueLength > 0) at += valueLength
      if (at > recordEnd) throw new RangeError('a key or value is longer than its record')
      at = recordEnd
      if (offset < from) continue
      const span = count * 4
      spans[span] = keyStart
      spans[span + 1] = keyLength
      spans[span + 2] = valueStart
      spans[span + 3] = valueLength
      offsets[count] = offset
      timestamps[count] = isLogAppendTime ? maxTimestamp : firstTimestamp + timestamp
      count++
    }
  }
  return { data, count, offsets, timestamps, spans }
}

/** Zigzag varint at `at`. Beyond the end bytes count as 0: the bounds of the record are checked afterwards. */
function signed(data: Buffer): number {
  let byte = data[at++] ?? 0
  if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1)
  let value = byte & 0x7f
  byte = data[at++] ?? 0
  value |= (byte & 0x7f) << 7
  if (byte < 0x80) return (value >>> 1) ^ -(value & 1)
  byte = data[at++] ?? 0
  value |= (byte & 0x7f) << 14
  if (byte < 0x80) return (value >>> 1) ^ -(value & 1)
  // Four bytes and more are rare: differences of days, values of megabytes.
  let large = value
  for (let scale = 0x20_0000; byte >= 0x80; scale *= 128) {
    byte = data[at++] ?? 0
    large += (byte & 0x7f) * scale
  }
  return large % 2 === 0 ? large / 2 : -(large + 1) / 2
}
