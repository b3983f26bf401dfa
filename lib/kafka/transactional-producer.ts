// Writes records that readers of committed data see all together or not at all.
import type { KafkaConnection } from './connection'
import { KafkaProducer, type ProducerOptions, type ProducerStats, type RecordToSend } from './producer'
import { Transactions } from './transactions'

export type TransactionalOptions = Omit<ProducerOptions, 'acks'> & {
  /** After this long without an end the broker aborts a transaction; default 60,000. */
  transactionTimeoutMs?: number
  /** Who keeps the transactions, when that is not the one who writes: asked with rights of its own. */
  coordination?: KafkaConnection
}

/**
 * Fences every other producer of this transactional id, waits until what they left open is ended, and is ready. A fenced one fails
 * with ProducerFenced from then on. After any other failure: `abort`, or close it and open another.
 */
export async function openTransactionalProducer(
  connection: KafkaConnection,
  transactionalId: string,
  options: TransactionalOptions = {},
): Promise<TransactionalProducer> {
  const { transactionTimeoutMs = 60_000, coordination = connection, ...rest } = options
  const patienceMs = options.deliveryTimeoutMs ?? 30_000
  const transactions = new Transactions(coordination, transactionalId, transactionTimeoutMs, patienceMs)
  await transactions.start()
  return new TransactionalProducer(connection, transactions, rest)
}

export class TransactionalProducer {
  readonly #transactions: Transactions
  readonly #connection: KafkaConnection
  readonly #options: ProducerOptions
  readonly #producers = new Map<KafkaConnection, KafkaProducer>()

  constructor(connection: KafkaConnection, transactions: Transactions, options: ProducerOptions) {
    this.#connection = connection
    this.#transactions = transactions
    this.#options = options
  }

  get stats(): ProducerStats {
    return [...this.#producers.values()].reduce(
      (sum, { stats }) => ({
        records: sum.records + stats.records,
        bytes: sum.bytes + stats.bytes,
        bufferedBytes: sum.bufferedBytes + stats.bufferedBytes,
      }),
      { records: 0, bytes: 0, bufferedBytes: 0 },
    )
  }

  /** Takes records over for the transaction that is open; the first of them opens it. `as`: with whose rights, if not the producer's. */
  async send(topic: string, records: RecordToSend[], as = this.#connection): Promise<void> {
    await this.#explained(this.#producerOf(as).send(topic, records))
  }

  /** Resolves when all that was sent since the last commit is seen by readers of committed data. */
  async commit(): Promise<void> {
    const flushed = Promise.all([...this.#producers.values()].map((producer) => producer.flush()))
    await this.#explained(flushed)
    await this.#transactions.commit()
  }

  /** Nothing of what was sent since the last commit is ever seen. */
  async abort(): Promise<void> {
    await this.#closeProducers()
    await this.#transactions.start()
  }

  /** Leaves what is not committed to its time limit, or to the next producer of this id, which aborts it. */
  async close(): Promise<void> {
    await this.#closeProducers()
  }

  #producerOf(connection: KafkaConnection): KafkaProducer {
    const known = this.#producers.get(connection)
    if (known !== undefined) return known
    const producer = new KafkaProducer(connection, { ...this.#options, transactions: this.#transactions })
    this.#producers.set(connection, producer)
    return producer
  }

  async #closeProducers(): Promise<void> {
    const producers = [...this.#producers.values()]
    this.#producers.clear()
    await Promise.all(producers.map((producer) => producer.close()))
  }

  async #explained<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      throw this.#transactions.explain(error)
    }
  }
}
