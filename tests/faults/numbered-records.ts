// The ledger outside of Kafka and of the sink: numbers each partition's records one after the other, sends every one until it is
// acknowledged, and keeps book of what it sent.
import { setTimeout as pause } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Producer } from 'kafkajs'
import type { KafkaConnection } from '@/lib/kafka'
import { kafkaJs } from '@/tests/support/kafkajs-client'

type Entry = { part: number; seq: number }

const LOT_MS = 25
const RETRY_MS = 100
const TRIES_PER_CLIENT = 10

export const checksumOf = (run: string, { part, seq }: Entry): number => crc32(`${run}/${part}/${seq}`)

/** Bad ones in between: what is sent in place of an entry, or null. */
export type Spoil = (entry: Entry) => string | Buffer | null | undefined

type Options = { run: string; topic: string; partitions: number; ratePerSec: number; spoil?: Spoil }

export class NumberedRecords {
  /** How many were acknowledged, by partition. */
  readonly counts: number[]
  /** When lots were acknowledged, milliseconds since 1970. */
  readonly acknowledgedAt: number[] = []
  private isWanted = false
  private writing: Promise<void> = Promise.resolve()
  private producer: Producer | undefined

  constructor(
    private readonly connection: KafkaConnection,
    readonly options: Options,
  ) {
    this.counts = Array.from({ length: options.partitions }, () => 0)
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0)
  }

  start(): void {
    if (this.isWanted) return
    this.isWanted = true
    this.writing = this.writing.then(() => this.write())
  }

  /** What is on its way is acknowledged then. */
  async stop(): Promise<void> {
    this.isWanted = false
    await this.writing
  }

  async close(): Promise<void> {
    await this.stop()
    await this.producer?.disconnect().catch(() => undefined)
  }

  private async write(): Promise<void> {
    const { ratePerSec, partitions } = this.options
    const perLot = Math.max(1, Math.round((ratePerSec * LOT_MS) / 1_000 / partitions))
    let dueAt = Date.now()
    while (this.isWanted) {
      const lot = this.counts.flatMap((from, part) =>
        Array.from({ length: perLot }, (_one, index) => ({ part, seq: from + index })),
      )
      await this.send(lot)
      for (const { part } of lot) this.counts[part] = (this.counts[part] ?? 0) + 1
      this.acknowledgedAt.push(Date.now())
      // What an outage held up is not sent all at once.
      dueAt = Math.max(dueAt + LOT_MS, Date.now() - 10 * LOT_MS)
      await pause(Math.max(1, dueAt - Date.now()))
    }
  }

  private async send(lot: readonly Entry[]): Promise<void> {
    const { topic } = this.options
    for (let attempt = 1; ; attempt++) {
      try {
        const producer = (this.producer ??= await this.connect())
        const messages = lot.map((entry) => ({ partition: entry.part, value: this.valueOf(entry) }))
        await producer.send({ topic, acks: -1, messages, timeout: 5_000 })
        return
      } catch {
        // Perhaps it is there all the same: the log is what counts (see check.ts).
        if (attempt % TRIES_PER_CLIENT === 0) {
          await this.producer?.disconnect().catch(() => undefined)
          this.producer = undefined
        }
        await pause(RETRY_MS)
      }
    }
  }

  private async connect(): Promise<Producer> {
    const producer = kafkaJs(this.connection).producer({
      retry: { retries: 1, initialRetryTime: 50, maxRetryTime: 200 },
    })
    await producer.connect()
    return producer
  }

  private valueOf(entry: Entry): string | Buffer | null {
    const spoilt = this.options.spoil?.(entry)
    if (spoilt !== undefined) return spoilt
    const { run } = this.options
    return `{"run":"${run}","part":${entry.part},"seq":${entry.seq},"crc":${checksumOf(run, entry)},"sent_at":${Date.now()}}`
  }
}
