// What a sink has stored and how far it is behind, told to the pool a few times a second at most.
import { listOffsets, type KafkaConnection } from '@/lib/kafka'
import type { RawBatch } from '../runtime'
import type { TaskReports } from '../task-attempts'

const REPORT_MS = 250
const LAG_MS = 5_000

type Options = {
  reports: Pick<TaskReports, 'acknowledged'>
  connection: KafkaConnection
  takeBad: () => number
  /** As the last fetch saw it; null while nothing is fetched. */
  fetchedLag: () => number | null
  /** Where the task goes on, by partition. */
  positions: () => { topic: string; partition: number; offset: number }[]
}

export class SinkProgress {
  private sum = { records: 0, bytes: 0, puts: 0, putMs: 0 }
  private reportedAt = 0
  private timer: NodeJS.Timeout | undefined
  private lag = -1
  private readonly lagTimer: NodeJS.Timeout

  constructor(private readonly options: Options) {
    this.lagTimer = setInterval(() => void this.measure(), LAG_MS)
  }

  stored(records: number, bytes: number, ms: number): void {
    const { sum } = this
    this.sum = {
      records: sum.records + records,
      bytes: sum.bytes + bytes,
      puts: sum.puts + 1,
      putMs: sum.putMs + ms,
    }
    this.soon()
  }

  /** Tells what is there to tell. */
  soon(): void {
    const wait = REPORT_MS - (performance.now() - this.reportedAt)
    if (wait <= 0) this.report()
    else
      this.timer ??= setTimeout(() => {
        this.timer = undefined
        this.report()
      }, wait)
  }

  close(): void {
    clearInterval(this.lagTimer)
    clearTimeout(this.timer)
    this.report()
  }

  private report(): void {
    const lag = this.options.fetchedLag()
    const bad = this.options.takeBad()
    const isNews = lag !== null && lag !== this.lag
    if (this.sum.puts === 0 && bad === 0 && !isNews) return
    if (lag !== null) this.lag = lag
    this.reportedAt = performance.now()
    const { sum } = this
    this.sum = { records: 0, bytes: 0, puts: 0, putMs: 0 }
    this.options.reports.acknowledged({ offsets: [], ...sum, bad, lag: this.lag })
  }

  /** While nothing is fetched the ends go on growing: they are asked for. */
  private async measure(): Promise<void> {
    const { fetchedLag, positions, connection, reports } = this.options
    if (fetchedLag() !== null) return this.report()
    const places = positions()
    try {
      const ends = await listOffsets(
        connection,
        places.map(({ topic, partition }) => ({ topic, partition, at: 'latest' as const })),
      )
      const lag = ends.reduce((total, end) => {
        const place = places.find(
          ({ topic, partition }) => topic === end.topic && partition === end.partition,
        )
        return total + Math.max(0, Number(end.offset ?? 0n) - (place?.offset ?? 0))
      }, 0)
      this.lag = lag
      reports.acknowledged({ offsets: [], records: 0, bytes: 0, lag })
    } catch {
      // Kafka is away too: the last figure stands.
    }
  }
}

/** Bytes of keys and values. */
export function bytesOf({ spans }: Pick<RawBatch, 'spans'>, from: number, to: number): number {
  let bytes = 0
  for (let at = from * 4; at < to * 4; at += 4)
    bytes += Math.max(0, spans[at + 1] ?? 0) + Math.max(0, spans[at + 3] ?? 0)
  return bytes
}
