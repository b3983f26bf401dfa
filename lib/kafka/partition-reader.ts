// The hot path of sinks: reads given partitions, without a group, on sockets of its own. One Fetch per leader waits at the broker
// while the caller works on what came before; it comes back at once when there is data, and otherwise after `maxWaitMs`.
import { AppError } from '@/lib/errors'
import type { KafkaConnection } from './connection'
import { FetchFailure, fetchPartitions, type FetchedPartition } from './fetch-request'
import { itemError, toAppError } from './kafka-error'
import { KafkaLink } from './link'
import { linkTo } from './links'
import { FetchedRecords, type RawRecords } from './raw-records'
import { OffsetOutOfRange } from './reader-failures'
import { lagOf, type PartitionLag, type Position, ReaderQueue } from './reader-queue'
import { ReaderTopics } from './reader-topics'

export type ReadPosition = { topic: string; partition: number; offset: number }
export type PartitionReaderOptions = {
  positions: readonly ReadPosition[]
  /** Most bytes of one answer, and of one `next` when unpacked; default 4 MB. About two such answers are in memory. */
  maxBytes?: number
  /** How long the broker waits for data, and `next` with it; default 5,000. */
  maxWaitMs?: number
  minBytes?: number
  /** Default: records of transactions only when they were committed. */
  isolation?: 'committed' | 'all'
}

const PARTITION_BYTES = 1024 * 1024
const RETRY_MS = 500
const RETRY_CAP_MS = 2_000
const OUT_OF_RANGE = 1
// No leader, not the leader, unknown topic or partition, replica away, leader epochs, storage, topic id: look the topic up again.
const moved = new Set([3, 5, 6, 8, 9, 56, 74, 75, 76, 100])

export function openPartitionReader(
  connection: KafkaConnection,
  options: PartitionReaderOptions,
): PartitionReader {
  return new PartitionReader(connection, options)
}

export class PartitionReader {
  readonly #connection: KafkaConnection
  readonly #options: Required<Omit<PartitionReaderOptions, 'positions'>>
  readonly #topics: ReaderTopics
  #positions = new Map<string, Position>()
  #link: KafkaLink
  readonly #queue = new ReaderQueue()
  #fetching = new Set<number>()
  #failure: AppError | null = null
  #trouble: AppError | null = null
  #attempts = 0
  #retryAt = 0
  #retryTimer: NodeJS.Timeout | undefined
  #isLooking = false
  #wake: () => void = () => {}
  #isClosed = false

  constructor(connection: KafkaConnection, { positions, ...options }: PartitionReaderOptions) {
    this.#connection = connection
    this.#options = {
      maxBytes: 4 * 1024 * 1024,
      maxWaitMs: 5_000,
      minBytes: 1,
      isolation: 'committed',
      ...options,
    }
    this.#link = new KafkaLink(connection)
    this.#topics = new ReaderTopics()
    this.setPartitions(positions)
  }

  /** Why nothing comes at the moment, when it is not for want of data. */
  get trouble(): AppError | null {
    return this.#trouble
  }

  /**
   * The next records, of each partition in the order of its offsets. Empty after `maxWaitMs` without any, while brokers are away
   * (see `trouble`) and when closed meanwhile. A batch without records moves only its `nextOffset`. Rejects with OffsetOutOfRange,
   * UnreadableBatch and TopicGone until `seek` or `setPartitions` says how to go on; refused credentials are tried again.
   */
  async next(): Promise<RawRecords[]> {
    if (this.#isClosed) throw new AppError('unavailable', `The reader of ${this.#connection.id} is closed.`)
    const deadline = Date.now() + this.#options.maxWaitMs
    for (;;) {
      this.#throwFailure()
      const taken = this.#take()
      this.#fetchMore()
      if (taken.length > 0) return taken
      const left = deadline - Date.now()
      if (this.#isClosed || left <= 0) return []
      await this.#woken(left)
    }
  }

  /** Goes on elsewhere in some of the partitions. */
  seek(positions: readonly ReadPosition[]): void {
    const next = new Map(this.#positions)
    for (const { topic, partition, offset } of positions)
      next.set(nameOf(topic, partition), { topic, partition, offset, given: offset, end: -1 })
    this.#replace(next)
  }

  /** Reads these partitions from now on, and no others. One that is read already, up to the given offset, just goes on. */
  setPartitions(positions: readonly ReadPosition[]): void {
    const next = new Map<string, Position>()
    for (const { topic, partition, offset } of positions) {
      const name = nameOf(topic, partition)
      const known = this.#positions.get(name)
      const isSame = known !== undefined && known.given === offset
      next.set(name, isSame ? known : { topic, partition, offset, given: offset, end: -1 })
    }
    this.#replace(next)
  }

  /** How many records lie before the end of each partition, as of the last answers; partitions without one are left out. */
  lag(): PartitionLag[] {
    return lagOf(this.#positions.values())
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue.keep(() => false)
    clearTimeout(this.#retryTimer)
    this.#wake()
    await this.#link.close()
  }

  #replace(next: Map<string, Position>): void {
    const isGrown = [...next].some(([name, position]) => this.#positions.get(name) !== position)
    this.#positions = next
    this.#queue.keep((position) => this.#isRead(position))
    this.#failure = null
    this.#topics.keepOnly(new Set([...next.values()].map(({ topic }) => topic)))
    // A request that waits at the broker would keep the others of its socket waiting.
    if (isGrown && this.#fetching.size > 0) {
      void this.#link.close()
      this.#link = new KafkaLink(this.#connection)
      this.#fetching = new Set()
    }
    this.#wake()
  }

  #isRead(position: Position): boolean {
    return this.#positions.get(nameOf(position.topic, position.partition)) === position
  }

  #throwFailure(): void {
    const failure = this.#failure
    if (failure === null) return
    if (failure.code === 'unauthenticated' || failure.code === 'forbidden') this.#failure = null
    throw failure
  }

  #take(): RawRecords[] {
    const { taken, failure } = this.#queue.take(this.#options.maxBytes)
    if (failure !== null) this.#failure = failure
    if (taken.length === 0) this.#throwFailure()
    return taken
  }

  /** One request to each leader whose last answer is used up; leaders that are not known are looked up first. */
  #fetchMore(): void {
    if (this.#isClosed || this.#positions.size === 0 || this.#isLooking) return
    const byLeader = Map.groupBy(this.#positions.values(), ({ topic, partition }) =>
      this.#topics.leaderOf(topic, partition),
    )
    const isAnyLost = byLeader.delete(-1)
    const wait = this.#retryAt - Date.now()
    if (isAnyLost && wait <= 0) return void this.#lookUp()
    if (isAnyLost)
      this.#retryTimer ??= setTimeout(() => {
        this.#retryTimer = undefined
        this.#fetchMore()
      }, wait)
    const busy = new Set([...this.#fetching, ...this.#queue.leaders()])
    // A partition that is found meanwhile must not wait for its leader to answer about the others.
    const maxWaitMs = isAnyLost ? Math.min(RETRY_MS, this.#options.maxWaitMs) : this.#options.maxWaitMs
    const maxBytes = Math.ceil(this.#options.maxBytes / byLeader.size)
    for (const [leader, positions] of byLeader)
      if (!busy.has(leader)) void this.#fetch(leader, positions, { maxWaitMs, maxBytes })
  }

  async #fetch(
    leader: number,
    positions: Position[],
    bounds: { maxWaitMs: number; maxBytes: number },
  ): Promise<void> {
    const link = this.#link
    const { minBytes, isolation } = this.#options
    const limits = { minBytes, isolation, ...bounds }
    const share = Math.max(PARTITION_BYTES, Math.ceil(bounds.maxBytes / positions.length))
    const maxBytes = Math.min(bounds.maxBytes, share)
    this.#fetching.add(leader)
    try {
      const requests = positions.map((position) => ({ ...position, maxBytes }))
      const answers = await fetchPartitions(await link.socketTo(leader), requests, limits)
      if (link !== this.#link) return
      this.#trouble = null
      this.#attempts = 0
      const byName = new Map(positions.map((one) => [nameOf(one.topic, one.partition), one]))
      for (const answer of answers) {
        const position = byName.get(nameOf(answer.topic, answer.partition))
        if (position !== undefined && this.#isRead(position)) await this.#receive(leader, position, answer)
      }
    } catch (error) {
      if (link !== this.#link) return
      const subject = `Reading from ${this.#connection.id}`
      this.#fail(
        error instanceof FetchFailure
          ? itemError(error.errorCode, null, subject)
          : toAppError(error, subject),
      )
      for (const { topic, partition } of positions) this.#topics.lose(topic, partition)
    } finally {
      if (link === this.#link) this.#fetching.delete(leader)
      this.#wake()
    }
  }

  async #receive(leader: number, position: Position, answer: FetchedPartition): Promise<void> {
    const { topic, partition, errorCode } = answer
    if (errorCode === 0) {
      const { isolation } = this.#options
      position.end = isolation === 'all' ? answer.highWatermark : answer.lastStableOffset
      const records = new FetchedRecords(answer, position.offset)
      if (records.endOffset === position.offset) return
      position.offset = records.endOffset
      this.#queue.add(leader, position, records)
      // Partitions that got nothing because others filled the answer go first next time.
      const name = nameOf(topic, partition)
      this.#positions.delete(name)
      this.#positions.set(name, position)
      return
    }
    if (errorCode === OUT_OF_RANGE) await this.#outOfRange(position)
    else {
      const error = itemError(errorCode, null, `Partition ${partition} of topic ${topic}`)
      this.#fail(error, moved.has(errorCode))
    }
    this.#topics.lose(topic, partition)
  }

  async #outOfRange(position: Position): Promise<void> {
    const { topic, partition, offset } = position
    const range = await this.#topics.rangeOf(linkTo(this.#connection), topic, partition)
    // A leader that took over may not know yet how far it may be read.
    if (offset >= range.earliest && offset <= range.latest) return this.#pause()
    this.#failure = new OffsetOutOfRange(position, offset, range)
  }

  async #lookUp(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const topics = [...new Set([...this.#positions.values()].map(({ topic }) => topic))]
      const { gone, missing } = await this.#topics.lookUp(linkTo(this.#connection), topics)
      if (gone !== null) this.#failure = gone
      const lost = [...this.#positions.values()].find(
        (one) => this.#topics.leaderOf(one.topic, one.partition) < 0,
      )
      if (lost !== undefined)
        this.#fail(missing ?? itemError(3, null, `Partition ${lost.partition} of topic ${lost.topic}`), true)
    } catch (error) {
      this.#fail(toAppError(error, `Reading from ${this.#connection.id}`))
    } finally {
      this.#isLooking = false
      this.#wake()
    }
  }

  #fail(error: AppError, isPassing = error.code === 'unavailable'): void {
    this.#trouble = error
    if (!isPassing) this.#failure = error
    this.#pause()
  }

  #pause(): void {
    const pause = Math.min(RETRY_CAP_MS, RETRY_MS * 1.5 ** this.#attempts++)
    this.#retryAt = Date.now() + pause * (1 + Math.random() / 2)
  }

  async #woken(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => {}
  }
}

const nameOf = (topic: string, partition: number): string => `${topic}\n${partition}`
