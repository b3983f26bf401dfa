// The batches of one producer that wait for their acknowledgement, and the choice of a partition for each record.
import { BatchWriter, type RecordToProduce } from './batch-writer'
import { partitionOfKey } from './murmur2'

/** Nothing is added to a sealed batch any more: it is on its way, and may be sent again as it is. */
export type QueuedBatch = { writer: BatchWriter; firstAt: number; isSealed: boolean }
export type PartitionQueue = {
  topic: string
  partition: number
  batches: QueuedBatch[]
  /** Sequence number of the first batch: it moves on only when that is acknowledged. */
  sequence: number
}

const MOST_SPARE = 16

export class ProducerQueue {
  readonly #partitions = new Map<string, Map<number, PartitionQueue>>()
  readonly #sticky = new Map<string, number>()
  readonly #batchBytes: number
  /** Memory of acknowledged batches, to write in again: taking new memory for each costs a third of the time. */
  readonly #spare: BatchWriter[] = []
  bufferedBytes = 0

  constructor(batchBytes: number) {
    this.#batchBytes = batchBytes
  }

  /** Whether the record filled a batch. */
  add(topic: string, partitionCount: number, record: RecordToProduce, given: number | undefined): boolean {
    const key = record.key ?? null
    const isSticky = given === undefined && key === null
    const partition =
      given ??
      (key === null ? this.#stickyOf(topic, partitionCount) : partitionOfKey(bytesOf(key), partitionCount))
    const queue = this.#queueOf(topic, partition)
    let last = queue.batches.at(-1)
    if (last === undefined || last.isSealed || last.writer.size >= this.#batchBytes) {
      last = { writer: this.#spare.pop() ?? new BatchWriter(), firstAt: Date.now(), isSealed: false }
      queue.batches.push(last)
    }
    const before = last.writer.size
    last.writer.add(record)
    this.bufferedBytes += last.writer.size - before
    const isFull = last.writer.size >= this.#batchBytes
    if (isFull && isSticky) this.#sticky.delete(topic)
    return isFull
  }

  /** The first batch of every partition. */
  heads(): PartitionQueue[] {
    return [...this.#partitions.values()].flatMap((byPartition) =>
      [...byPartition.values()].filter(({ batches }) => batches.length > 0),
    )
  }

  /**
   * The first batch is done with, and its writer must not be looked at any more. Records without a key go to another partition
   * from now on (KIP-480).
   */
  shift(queue: PartitionQueue): void {
    const batch = queue.batches.shift()
    if (batch !== undefined) {
      this.bufferedBytes -= batch.writer.size
      const isWorthKeeping = batch.writer.size < 2 * this.#batchBytes && this.#spare.length < MOST_SPARE
      batch.writer.reset()
      if (isWorthKeeping) this.#spare.push(batch.writer)
    }
    if (this.#sticky.get(queue.topic) === queue.partition) this.#sticky.delete(queue.topic)
  }

  /** Puts other batches in the place of the first one, which was too large. */
  replaceHead(queue: PartitionQueue, writers: BatchWriter[]): void {
    const head = queue.batches.shift()
    if (head === undefined) return
    const parts = writers.map((writer) => ({ ...head, writer }))
    queue.batches.unshift(...parts)
    this.bufferedBytes += parts.reduce((sum, { writer }) => sum + writer.size, 0) - head.writer.size
  }

  clear(): void {
    this.#partitions.clear()
    this.bufferedBytes = 0
  }

  #stickyOf(topic: string, partitionCount: number): number {
    const known = this.#sticky.get(topic)
    if (known !== undefined && known < partitionCount) return known
    const chosen = Math.floor(Math.random() * partitionCount)
    this.#sticky.set(topic, chosen)
    return chosen
  }

  #queueOf(topic: string, partition: number): PartitionQueue {
    const byPartition = this.#partitions.get(topic) ?? new Map<number, PartitionQueue>()
    const queue = byPartition.get(partition) ?? { topic, partition, batches: [], sequence: 0 }
    this.#partitions.set(topic, byPartition)
    byPartition.set(partition, queue)
    return queue
  }
}

const bytesOf = (key: Buffer | string): Buffer => (typeof key === 'string' ? Buffer.from(key) : key)
