// Committed records of one partition, found in Kafka's batches without an object for each: numbers in typed arrays, and views of
// the one buffer that holds the bytes only when they are asked for.
import { errorMessage } from '@/lib/errors'
import { MAX_BATCH_BYTES } from './committed-records'
import { decompress } from './decompress'
import type { FetchedPartition } from './fetch-request'
import { UnreadableBatch } from './reader-failures'
import { isAbortMarker, readBatches, type RecordBatch } from './record-batch'
import { indexRecords, type RecordIndex } from './record-index'
import { WireCursor } from './wire-cursor'

type RawHeader = { key: string; value: Buffer | null }
type Place = { topic: string; partition: number }

export class RawRecords implements RecordIndex {
  readonly topic: string
  readonly partition: number
  readonly data: Buffer
  readonly count: number
  readonly offsets: Float64Array
  readonly timestamps: Float64Array
  readonly spans: Int32Array
  readonly nextOffset: number
  readonly #isLogAppendTime: boolean

  constructor({ topic, partition }: Place, index: RecordIndex, nextOffset: number, isLogAppendTime: boolean) {
    this.topic = topic
    this.partition = partition
    this.data = index.data
    this.count = index.count
    this.offsets = index.offsets
    this.timestamps = index.timestamps
    this.spans = index.spans
    this.nextOffset = nextOffset
    this.#isLogAppendTime = isLogAppendTime
  }

  offset(index: number): number {
    return this.offsets[index] ?? NaN
  }

  timestamp(index: number): number {
    return this.timestamps[index] ?? NaN
  }

  timestampType(_index: number): 'CREATE_TIME' | 'LOG_APPEND_TIME' {
    return this.#isLogAppendTime ? 'LOG_APPEND_TIME' : 'CREATE_TIME'
  }

  key(index: number): Buffer | null {
    return this.#view(index * 4)
  }

  value(index: number): Buffer | null {
    return this.#view(index * 4 + 2)
  }

  headers(index: number): readonly RawHeader[] {
    const start = this.spans[index * 4 + 2] ?? 0
    const cursor = new WireCursor(this.data, start + Math.max(0, this.spans[index * 4 + 3] ?? 0))
    const count = cursor.signed()
    const headers: RawHeader[] = []
    for (let i = 0; i < count; i++)
      headers.push({ key: cursor.recordBytes()?.toString('utf8') ?? '', value: cursor.recordBytes() })
    return headers
  }

  #view(at: number): Buffer | null {
    const start = this.spans[at] ?? 0
    const length = this.spans[at + 1] ?? -1
    return length < 0 ? null : this.data.subarray(start, start + length)
  }
}

/** Batches whose records lie in one buffer, to be indexed together. */
type Part = { batches: RecordBatch[]; payloads: Buffer[]; bytes: number; nextOffset: number }

/** The answer for one partition, unpacked piece by piece. */
export class FetchedRecords {
  readonly #answer: FetchedPartition
  readonly #from: number
  readonly #batches: Iterator<RecordBatch, void>
  readonly #pending: FetchedPartition['aborted']
  readonly #aborted = new Set<bigint>()
  #held: RecordBatch | null = null
  #nextOffset: number
  /** Where to fetch on after this answer. */
  readonly endOffset: number

  constructor(answer: FetchedPartition, from: number) {
    this.#answer = answer
    this.#from = from
    this.#nextOffset = from
    this.#batches = readBatches(answer.bytes)[Symbol.iterator]()
    this.#pending = [...answer.aborted].sort((a, b) => a.firstOffset - b.firstOffset)
    this.endOffset = Math.max(from, endOf(answer.bytes))
  }

  /** The next records, unpacked to about `maxBytes` at most; null after the last. Throws UnreadableBatch for a damaged batch. */
  next(maxBytes: number): RawRecords | null {
    const part: Part = { batches: [], payloads: [], bytes: 0, nextOffset: this.#nextOffset }
    for (let batch = this.#take(); batch !== null; batch = this.#take()) {
      if (!this.#isWanted(batch)) {
        part.nextOffset = batch.lastOffset + 1
        continue
      }
      const [first] = part.batches
      if (first !== undefined && (part.bytes >= maxBytes || !areAlike(first, batch))) {
        this.#held = batch
        break
      }
      if (!this.#add(part, batch)) break
    }
    if (part.nextOffset === this.#nextOffset) return null
    this.#nextOffset = part.nextOffset
    return this.#index(part)
  }

  #take(): RecordBatch | null {
    const batch = this.#held ?? this.#batches.next().value ?? null
    this.#held = null
    return batch
  }

  /** Whether a batch has records for the reader; follows the transactions. Asked twice for a held batch, with the same answer. */
  #isWanted(batch: RecordBatch): boolean {
    for (
      let next = this.#pending[0];
      next !== undefined && next.firstOffset <= batch.lastOffset;
      next = this.#pending[0]
    ) {
      this.#aborted.add(next.producerId)
      this.#pending.shift()
    }
    if (batch.isControl) {
      if (isAbortMarker(batch)) this.#aborted.delete(batch.producerId)
      return false
    }
    return !(batch.isTransactional && this.#aborted.has(batch.producerId))
  }

  /** False when the batch has to wait until those before it were handed over, because it cannot be read. */
  #add(part: Part, batch: RecordBatch): boolean {
    try {
      if (batch.magic !== 2) throw new Error(`message format ${batch.magic} of before 2017 is not supported`)
      const payload = decompress(batch.codec, batch.payload, MAX_BATCH_BYTES)
      part.batches.push(batch)
      part.payloads.push(payload)
      part.bytes += payload.length
      part.nextOffset = batch.lastOffset + 1
      return true
    } catch (error) {
      this.#held = batch
      if (part.nextOffset > this.#nextOffset) return false
      throw this.#unreadable(batch.baseOffset, batch.lastOffset, error)
    }
  }

  #index({ batches, payloads, nextOffset }: Part): RawRecords {
    const isPlain = batches[0]?.codec === 0
    const [only] = payloads
    const data = isPlain
      ? this.#answer.bytes
      : payloads.length === 1 && only !== undefined
        ? only
        : Buffer.concat(payloads)
    try {
      const index = indexRecords(data, sectionsOf(data, isPlain, batches, payloads), this.#from)
      return new RawRecords(this.#answer, index, nextOffset, batches[0]?.isLogAppendTime ?? false)
    } catch (error) {
      throw this.#unreadable(batches[0]?.baseOffset ?? this.#from, nextOffset - 1, error)
    }
  }

  #unreadable(firstOffset: number, lastOffset: number, error: unknown): UnreadableBatch {
    return new UnreadableBatch(this.#answer, firstOffset, lastOffset + 1, errorMessage(error))
  }
}

const areAlike = (a: RecordBatch, b: RecordBatch): boolean =>
  (a.codec === 0) === (b.codec === 0) && a.isLogAppendTime === b.isLogAppendTime

function sectionsOf(data: Buffer, isPlain: boolean, batches: RecordBatch[], payloads: Buffer[]) {
  let at = 0
  return batches.map((batch, i) => {
    const payload = payloads[i] ?? batch.payload
    const start = isPlain ? payload.byteOffset - data.byteOffset : at
    at += payload.length
    return { batch, start, end: start + payload.length }
  })
}

/** The offset after the last whole batch; -1 when there is none. */
function endOf(bytes: Buffer): number {
  let end = -1
  for (let at = 0; at + 61 <= bytes.length;) {
    const cursor = new WireCursor(bytes, at)
    const baseOffset = cursor.int64()
    const next = at + 12 + cursor.int32()
    if (next > bytes.length || next <= at) break
    cursor.at = at + 23
    end = baseOffset + cursor.int32() + 1
    at = next
  }
  return end
}
