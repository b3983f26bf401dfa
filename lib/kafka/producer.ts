// The hot path of source connectors. Records are encoded as they come, into one open batch per partition; one Produce request per
// broker is on its way at a time, and carries the first batch of each partition. That keeps the order, and lets a retry use the
// same sequence numbers, so the broker drops what it already has (KIP-98).
import { setTimeout as pause } from 'node:timers/promises'
import { initProducerIdV4 } from '@platformatic/kafka'
import { AppError } from '@/lib/errors'
import type { Compression, RecordToProduce } from './batch-writer'
import type { KafkaConnection } from './connection'
import { itemError, kafkaErrorOf } from './kafka-error'
import { type Leaders, leadersOf } from './leaders'
import { KafkaLink } from './link'
import { type ProducedPartition, produceBatches } from './produce-request'
import { type PartitionQueue, ProducerQueue } from './producer-queue'
import { splitBatch } from './split-batch'
import type { ProducerIdentity, Transactions } from './transactions'

export type ProducerOptions = {
  /** `all` (default): all replicas in sync have it. */
  acks?: 'all' | 'leader'
  compression?: Compression
  /** Largest batch before compression; default 64 KB. */
  batchBytes?: number
  /** How long a record waits for company when nothing is on its way; default 5. */
  lingerMs?: number
  /** `send` waits while more than this is unacknowledged; default 8 MB. */
  bufferBytes?: number
  /** How long a batch is tried while brokers are away; default 120,000. A topic that vanished fails after 10 s. */
  deliveryTimeoutMs?: number
}
type OwnOptions = Required<ProducerOptions> & { transactions: Transactions | null }
export type RecordToSend = RecordToProduce & { partition?: number }
export type ProducerStats = { records: number; bytes: number; bufferedBytes: number }

const RETRY_MS = 100
const VANISHED_MS = 10_000
const METADATA_AGE_MS = 60_000
const DUPLICATE_SEQUENCE = 46
const MESSAGE_TOO_LARGE = 10
// Leader moved or away, replicas missing, storage or time-out: the same batch may be sent again.
const transient = new Set([3, 5, 6, 7, 8, 9, 13, 14, 19, 20, 56, 74, 75, 76])
const UNKNOWN_TOPIC = 3

/** Opens a producer with sockets of its own. After a failure it takes nothing more: close it and open another. */
export function openProducer(connection: KafkaConnection, options: ProducerOptions = {}): KafkaProducer {
  return new KafkaProducer(connection, options)
}

export class KafkaProducer {
  readonly #link: KafkaLink
  readonly #options: OwnOptions
  readonly #queue: ProducerQueue
  #leaders: Leaders = new Map()
  #leadersAt = 0
  #identity: ProducerIdentity | null = null
  #pumping: Promise<void> | null = null
  #wakeUp: (() => void) | null = null
  #failure: AppError | null = null
  #waiting: (() => void)[] = []
  #isFlushing = false
  #stats = { records: 0, bytes: 0 }

  constructor(connection: KafkaConnection, options: ProducerOptions & { transactions?: Transactions }) {
    this.#link = new KafkaLink(connection)
    this.#options = {
      acks: 'all',
      compression: 'none',
      batchBytes: 64 * 1024,
      lingerMs: 5,
      bufferBytes: 8 * 1024 * 1024,
      deliveryTimeoutMs: 120_000,
      transactions: null,
      ...options,
    }
    this.#queue = new ProducerQueue(this.#options.batchBytes)
  }

  /** Acknowledged records and their uncompressed bytes, and what is still on its way. */
  get stats(): ProducerStats {
    return { ...this.#stats, bufferedBytes: this.#queue.bufferedBytes }
  }

  /** Resolves when the records are taken over, not when they are written: that is what `flush` says. Order is kept per partition. */
  async send(topic: string, records: RecordToSend[]): Promise<void> {
    const partitionCount = await this.#partitionCount(topic)
    this.#requireUsable()
    let hasFullBatch = false
    for (const record of records)
      if (this.#queue.add(topic, partitionCount, record, record.partition)) hasFullBatch = true
    this.#pump(hasFullBatch)
    while (this.#queue.bufferedBytes > this.#options.bufferBytes) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
      this.#requireUsable()
    }
  }

  /** Resolves when all that `send` took over is acknowledged; throws the failure that ended this producer. */
  async flush(): Promise<void> {
    this.#isFlushing = true
    try {
      while (this.#failure === null && this.#queue.bufferedBytes > 0) {
        this.#pump(true)
        await this.#pumping
      }
    } finally {
      this.#isFlushing = false
    }
    this.#requireUsable()
  }

  /** Gives up what is not acknowledged; call `flush` first to keep it. */
  async close(): Promise<void> {
    this.#fail(new AppError('unavailable', 'The producer is closed.'))
    await this.#link.close()
    await this.#pumping
  }

  #requireUsable(): void {
    if (this.#failure !== null) throw this.#failure
  }

  #fail(error: AppError): void {
    this.#failure ??= error
    this.#queue.clear()
    this.#wakeUp?.()
    this.#releaseWaiting()
  }

  #releaseWaiting(): void {
    for (const release of this.#waiting.splice(0)) release()
  }

  async #partitionCount(topic: string): Promise<number> {
    if (!this.#leaders.has(topic) || Date.now() - this.#leadersAt > METADATA_AGE_MS)
      await this.#refreshLeaders([topic])
    return this.#leaders.get(topic)?.size ?? 0
  }

  async #refreshLeaders(more: string[]): Promise<void> {
    this.#leaders = await leadersOf(this.#link, [...new Set([...this.#leaders.keys(), ...more])])
    this.#leadersAt = Date.now()
  }

  #pump(isUrgent: boolean): void {
    if (isUrgent) this.#wakeUp?.()
    if (this.#pumping !== null || this.#failure !== null) return
    this.#pumping = this.#run(isUrgent)
      .catch((error: unknown) =>
        this.#fail(error instanceof AppError ? error : new AppError('unavailable', String(error))),
      )
      .finally(() => (this.#pumping = null))
  }

  async #run(isUrgent: boolean): Promise<void> {
    if (!isUrgent && !this.#isFlushing) await this.#linger()
    for (
      let heads = this.#queue.heads();
      heads.length > 0 && this.#failure === null;
      heads = this.#queue.heads()
    ) {
      const hasFailed = await this.#sendHeads(heads)
      this.#releaseWaiting()
      if (hasFailed && this.#failure === null) await pause(RETRY_MS)
    }
  }

  async #linger(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.lingerMs)
      this.#wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wakeUp = null
  }

  /** One request per broker with the first batch of each of its partitions. True when something has to be tried again. */
  async #sendHeads(heads: PartitionQueue[]): Promise<boolean> {
    try {
      const identity = (this.#identity ??= await this.#newIdentity())
      const byLeader = Map.groupBy(
        heads,
        ({ topic, partition }) => this.#leaders.get(topic)?.get(partition) ?? -1,
      )
      const isLost = byLeader.delete(-1)
      const answers = await Promise.all(
        [...byLeader].map(([leader, group]) => this.#request(leader, group, identity)),
      )
      for (const answer of answers.flat()) this.#settle(heads, answer)
      const mustRetry = isLost || answers.flat().some(({ errorCode }) => transient.has(errorCode))
      if (mustRetry) await this.#refreshLeaders([])
      return mustRetry
    } catch (error) {
      if (!(error instanceof AppError) || !this.#isWorthRetrying(heads, error)) throw error
      return true
    }
  }

  async #request(
    leader: number,
    group: PartitionQueue[],
    identity: ProducerIdentity,
  ): Promise<ProducedPartition[]> {
    const { transactions, acks, compression } = this.#options
    await transactions?.include(group)
    const batches = group.flatMap(({ topic, partition, batches: [head], sequence }) => {
      if (head === undefined) return []
      head.isSealed = true
      const state = {
        ...identity,
        sequence: identity.id < 0n ? -1 : sequence,
        isTransactional: transactions !== null,
      }
      return [{ topic, partition, batch: head.writer.finish(state, compression) }]
    })
    return produceBatches(this.#link, leader, acks === 'all' ? -1 : 1, batches, transactions?.id)
  }

  #settle(heads: PartitionQueue[], { topic, partition, errorCode, detail }: ProducedPartition): void {
    const queue = heads.find((head) => head.topic === topic && head.partition === partition)
    const head = queue?.batches[0]
    if (queue === undefined || head === undefined) return
    if (errorCode === 0 || errorCode === DUPLICATE_SEQUENCE) {
      queue.sequence = (queue.sequence + head.writer.count) % 0x8000_0000
      this.#stats.records += head.writer.count
      this.#stats.bytes += head.writer.size
      this.#queue.shift(queue)
      return
    }
    if (errorCode === MESSAGE_TOO_LARGE && head.writer.count > 1)
      return this.#queue.replaceHead(queue, splitBatch(head.writer))
    const error = itemError(errorCode, detail, `Topic ${topic}`)
    const patience = errorCode === UNKNOWN_TOPIC ? VANISHED_MS : this.#options.deliveryTimeoutMs
    if (!transient.has(errorCode) || Date.now() - head.firstAt > patience) this.#fail(error)
  }

  #isWorthRetrying(heads: PartitionQueue[], error: AppError): boolean {
    const oldest = Math.min(
      ...heads.flatMap(({ batches: [head] }) => (head === undefined ? [] : [head.firstAt])),
    )
    const isVanished = kafkaErrorOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION'
    if (this.#link.isClosed || (error.code !== 'unavailable' && !isVanished)) return false
    return Date.now() - oldest < (isVanished ? VANISHED_MS : this.#options.deliveryTimeoutMs)
  }

  // Before Kafka 3.0 idempotent writing is a right of its own; without it retries may write a batch twice.
  async #newIdentity(): Promise<ProducerIdentity> {
    if (this.#options.transactions !== null) return this.#options.transactions.identity
    if (this.#options.acks === 'leader') return { id: -1n, epoch: -1 }
    try {
      const answer = await this.#link.call('Starting the producer', 'any', initProducerIdV4.api, null, 60_000)
      return { id: answer.producerId, epoch: answer.producerEpoch }
    } catch (error) {
      if (kafkaErrorOf(error) === 'CLUSTER_AUTHORIZATION_FAILED') return { id: -1n, epoch: -1 }
      throw error
    }
  }
}
