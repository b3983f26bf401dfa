// Kafka's record batches (magic 2), read in two steps: where each record is and when it was written, and only for those that
// are wanted what it holds. https://kafka.apache.org/documentation/#recordbatch
import { decompress } from './decompress'
import { WireCursor } from './wire-cursor'

export type ViewedRecord = {
  partition: number
  offset: string
  /** Milliseconds since 1970. */
  timestamp: number
  timestampType: 'CREATE_TIME' | 'LOG_APPEND_TIME'
  key: Buffer | null
  value: Buffer | null
  headers: { key: string; value: Buffer | null }[]
}

export type RecordBatch = {
  baseOffset: number
  lastOffset: number
  count: number
  firstTimestamp: number
  maxTimestamp: number
  producerId: bigint
  codec: number
  isLogAppendTime: boolean
  isTransactional: boolean
  isControl: boolean
  /** 2 for all that Kafka has written since 2017. */
  magic: number
  payload: Buffer
}

/** Where one record lies: `at` is the position of its body in `data`, the unpacked payload of its batch. */
export type RecordPosition = {
  batch: RecordBatch
  data: Buffer
  at: number
  offset: number
  timestamp: number
}

const HEADER_BYTES = 61

/** The whole batches of a fetch response; a batch that was cut at the end is left out. */
export function* readBatches(bytes: Buffer): Generator<RecordBatch> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const cursor = new WireCursor(bytes, at)
    const baseOffset = cursor.int64()
    const end = at + 12 + cursor.int32()
    if (end > bytes.length) return
    cursor.at += 4
    const magic = cursor.int8()
    cursor.at += 4
    const attributes = cursor.int16()
    const lastOffset = baseOffset + cursor.int32()
    const firstTimestamp = cursor.int64()
    const maxTimestamp = cursor.int64()
    const producerId = cursor.bigInt64()
    cursor.at += 6
    const count = cursor.int32()
    yield {
      baseOffset,
      lastOffset,
      count,
      firstTimestamp,
      maxTimestamp,
      producerId,
      codec: attributes & 7,
      isLogAppendTime: (attributes & 8) !== 0,
      isTransactional: (attributes & 16) !== 0,
      isControl: (attributes & 32) !== 0,
      magic,
      payload: bytes.subarray(at + HEADER_BYTES, end),
    }
    at = end
  }
}

/** Which records of a batch are of use: those before an offset, and of these the last so many. */
export type Tail = { before: number; count: number }

/**
 * Finds the records of a batch without reading their contents, in offset order. Throws when it is damaged or unpacks to more
 * than `maxBytes`.
 */
export function locateRecords(
  batch: RecordBatch,
  maxBytes: number,
  tail: Tail = { before: Infinity, count: Infinity },
): RecordPosition[] {
  const data = decompress(batch.codec, batch.payload, maxBytes)
  const cursor = new WireCursor(data)
  // Every record is walked over, and only those of the tail become objects: of a full batch that is a sixth for 50 messages.
  const ats: number[] = []
  for (let i = 0; i < batch.count; i++) {
    const length = cursor.signed()
    const at = cursor.at
    if (ats.length > 0 || i >= batch.count - tail.count || batch.lastOffset >= tail.before) ats.push(at)
    if (length < 0 || at + length > data.length) throw new RangeError('the data ends inside a record')
    cursor.at = at + length
  }
  const found: RecordPosition[] = []
  for (const at of ats) {
    const position = positionAt(batch, data, at)
    if (position.offset < tail.before) found.push(position)
  }
  return found.length > tail.count ? found.slice(-tail.count) : found
}

function positionAt(batch: RecordBatch, data: Buffer, at: number): RecordPosition {
  const cursor = new WireCursor(data, at + 1)
  const delta = cursor.signed()
  const timestamp = batch.isLogAppendTime ? batch.maxTimestamp : batch.firstTimestamp + delta
  return { batch, data, at, offset: batch.baseOffset + cursor.signed(), timestamp }
}

/** Reads one record. Its buffers are copies: they do not keep the batch in memory. */
export function readRecord(
  partition: number,
  { batch, data, at, offset, timestamp }: RecordPosition,
): ViewedRecord {
  const cursor = new WireCursor(data, at + 1)
  cursor.signed()
  cursor.signed()
  const key = copyOf(cursor.recordBytes())
  const value = copyOf(cursor.recordBytes())
  const headers = Array.from({ length: cursor.signed() }, () => ({
    key: cursor.recordBytes()?.toString('utf8') ?? '',
    value: copyOf(cursor.recordBytes()),
  }))
  const timestampType = batch.isLogAppendTime ? 'LOG_APPEND_TIME' : 'CREATE_TIME'
  return { partition, offset: String(offset), timestamp, timestampType, key, value, headers }
}

/** The type of a control batch's marker: whether it aborts its producer's transaction. */
export function isAbortMarker(batch: RecordBatch): boolean {
  const [first] = locateRecords(batch, 65_536)
  const key = first === undefined ? null : readRecord(0, first).key
  return key !== null && key.length >= 4 && key.readInt16BE(2) === 0
}

const copyOf = (bytes: Buffer | null): Buffer | null => (bytes === null ? null : Buffer.from(bytes))
