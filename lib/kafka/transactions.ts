// The transactions of one transactional id, one after the other, as its coordinator keeps them. Starting anew ends what an earlier
// start left open and fences it: from then on Kafka refuses all that it sends (KIP-98, KIP-360).
import { setTimeout as pause } from 'node:timers/promises'
import { addPartitionsToTxnV3, endTxnV3, initProducerIdV4 } from '@platformatic/kafka'
import { AppError } from '@/lib/errors'
import type { KafkaConnection } from './connection'
import { coordinatorOf } from './coordinators'
import { itemError, kafkaErrorOf } from './kafka-error'
import type { KafkaLink } from './link'
import { linkTo } from './links'

export type ProducerIdentity = { id: bigint; epoch: number }
type Place = { topic: string; partition: number }

const RETRY_MS = 20
const RETRY_CAP_MS = 500
/** Loading, moved or away, or still busy with the end of the last transaction: asked again. */
const passing = new Set([
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'CONCURRENT_TRANSACTIONS',
  'UNKNOWN_TOPIC_OR_PARTITION',
])
const fencing = new Set(['PRODUCER_FENCED', 'INVALID_PRODUCER_EPOCH'])
/** The transaction was ended by its time limit, or its id forgotten for disuse: a new start is all that it takes. */
const lost = new Set(['INVALID_TXN_STATE', 'INVALID_PRODUCER_ID_MAPPING', 'UNKNOWN_PRODUCER_ID'])

/** Another producer with the same transactional id began: what this one writes is refused from now on. */
export class ProducerFenced extends AppError {
  constructor(transactionalId: string, cause: unknown) {
    super(
      'conflict',
      `Another producer writes as "${transactionalId}" now: this one may not write any more.`,
      {
        cause,
        details: { kafkaError: 'PRODUCER_FENCED' },
      },
    )
    this.name = 'ProducerFenced'
  }
}

export class Transactions {
  readonly id: string
  readonly #link: KafkaLink
  readonly #timeoutMs: number
  readonly #patienceMs: number
  #identity: ProducerIdentity | null = null
  #coordinator: number | null = null
  #included = new Set<string>()

  constructor(connection: KafkaConnection, id: string, timeoutMs: number, patienceMs: number) {
    this.id = id
    this.#link = linkTo(connection)
    this.#timeoutMs = timeoutMs
    this.#patienceMs = patienceMs
  }

  get identity(): ProducerIdentity {
    if (this.#identity === null) throw new AppError('unavailable', `"${this.id}" has not begun.`)
    return this.#identity
  }

  /** Fences earlier producers of this id and waits until what they left open is ended. Called again: aborts what is open. */
  async start(): Promise<void> {
    const { id, epoch } = this.#identity ?? { id: -1n, epoch: -1 }
    const answer = await this.#ask((coordinator) =>
      this.#link.call(
        'Starting a transactional producer',
        coordinator,
        initProducerIdV4.api,
        this.id,
        this.#timeoutMs,
        id,
        epoch,
      ),
    )
    this.#identity = { id: answer.producerId, epoch: answer.producerEpoch }
    this.#included = new Set()
  }

  /** Partitions have to be known to the coordinator before the first record of a transaction goes there. */
  async include(places: readonly Place[]): Promise<void> {
    const fresh = places.filter(({ topic, partition }) => !this.#included.has(`${topic}\n${partition}`))
    if (fresh.length === 0) return
    const { id, epoch } = this.identity
    const topics = [...Map.groupBy(fresh, ({ topic }) => topic)].map(([name, group]) => ({
      name,
      partitions: group.map(({ partition }) => partition),
    }))
    const transaction = {
      transactionalId: this.id,
      producerId: id,
      producerEpoch: epoch,
      verifyOnly: false,
      topics,
    }
    await this.#ask(async (coordinator) => {
      const answer = await this.#link.callPartial(
        'Adding partitions to a transaction',
        coordinator,
        addPartitionsToTxnV3.api,
        [transaction],
      )
      for (const { name, resultsByPartition } of answer.resultsByTransaction[0]?.topicResults ?? [])
        for (const { partitionIndex, partitionErrorCode } of resultsByPartition)
          if (partitionErrorCode !== 0)
            throw itemError(partitionErrorCode, null, `Partition ${partitionIndex} of topic ${name}`)
    })
    for (const { topic, partition } of fresh) this.#included.add(`${topic}\n${partition}`)
  }

  /** What was written since the last commit is seen from now on. Asked twice, Kafka answers the same. */
  async commit(): Promise<void> {
    if (this.#included.size === 0) return
    const { id, epoch } = this.identity
    await this.#ask((coordinator) =>
      this.#link.call('Committing a transaction', coordinator, endTxnV3.api, this.id, id, epoch, true),
    )
    this.#included = new Set()
  }

  /** An error of Kafka's about this id, in words that tell fencing from the rest. */
  explain(error: unknown): unknown {
    const name = kafkaErrorOf(error) ?? ''
    if (fencing.has(name)) return new ProducerFenced(this.id, error)
    if (lost.has(name) && error instanceof AppError)
      return new AppError('unavailable', `The transaction of "${this.id}" was ended by the broker.`, {
        cause: error,
        details: error.details,
      })
    return error
  }

  async #ask<T>(request: (coordinator: number) => Promise<T>): Promise<T> {
    const deadline = Date.now() + this.#patienceMs
    for (let wait = RETRY_MS; ; wait = Math.min(RETRY_CAP_MS, wait * 2)) {
      try {
        this.#coordinator ??= await coordinatorOf(this.#link, this.id, 'Transactional id')
        return await request(this.#coordinator)
      } catch (error) {
        const name = kafkaErrorOf(error)
        const isAway = name === null && error instanceof AppError && error.code === 'unavailable'
        if (!(isAway || passing.has(name ?? '')) || this.#link.isClosed || Date.now() > deadline)
          throw this.explain(error)
        if (name !== 'CONCURRENT_TRANSACTIONS') this.#coordinator = null
        await pause(wait)
      }
    }
  }
}
