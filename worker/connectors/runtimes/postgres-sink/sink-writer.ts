// The task's connections and positions: stores batches over one or two lanes, and finds out after a failure what was stored.
import type pg from 'pg'
import { quoteText } from '@/lib/connectors/postgres-sink/identifiers'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import {
  RetriableFailure,
  TaskFailure,
  type BadRecord,
  type PartitionPosition,
  type TopicPartition,
} from '@/worker/connectors/runtime'
import { chunksOf, placeKey, spread, type Counted } from './chunks'
import { ConnectFailure } from './connection'
import type { Encoder } from './encoder'
import { failureOf } from './failures'
import { Lane, type OffsetOf } from './lane'
import { isMoveRefusal, UNKNOWN, type OffsetsTable, type StoredPosition } from './offsets-table'
import { runScript } from './script'
import { Turns } from './turns'

type Options = {
  connectorId: string
  settings: SinkSettings
  offsets: OffsetsTable
  connect: () => Promise<pg.Client>
  reportBad: (records: readonly BadRecord[]) => Promise<void>
  work: <T>(run: () => T) => T
}

const LANES = 2
/** Fewer records than this are one transaction. */
const SPREAD_FROM = 1_000
const ROWS_PER_TRANSACTION = 5_000

export class SinkWriter {
  private readonly lanes: readonly Lane[]
  private readonly positions = new Map<string, number>()
  private partitions: readonly TopicPartition[] = []
  /** A transaction may or may not have been stored. */
  private isUncertain = false
  private isCreated = false

  constructor(private readonly options: Options) {
    const { insertMode, keyMode } = options.settings
    // Records with one key may lie in several partitions.
    const mayMeet = insertMode !== 'insert' && keyMode === 'record_value'
    const turns = mayMeet ? new Turns() : null
    this.lanes = Array.from({ length: LANES }, () => new Lane({ ...options, turns }))
  }

  async open(partitions: readonly TopicPartition[]): Promise<PartitionPosition[]> {
    return this.told(async () => {
      const client = await this.firstLane.open()
      if (!this.isCreated) await this.options.offsets.create(client)
      this.isCreated = true
      this.partitions = partitions
      const stored = await this.options.offsets.takeOver(client, partitions, () => this.endBlockers(client))
      this.positions.clear()
      this.keep(stored)
      this.isUncertain = false
      return stored.filter(({ offset }) => offset !== UNKNOWN)
    })
  }

  private get firstLane(): Lane {
    const [lane] = this.lanes
    if (lane === undefined) throw new Error('A writer without connections.')
    return lane
  }

  private keep(stored: readonly StoredPosition[]): void {
    for (const position of stored) this.positions.set(placeKey(position), position.offset)
  }

  /** A start of this connector that hangs (a frozen machine, a cut network) may hold the rows: its sessions are ended. */
  private async endBlockers(blocked: pg.Client): Promise<void> {
    const { processID } = blocked as pg.Client & { processID?: number | null }
    if (typeof processID !== 'number') return
    const helper = await this.options.connect()
    try {
      await runScript(
        helper,
        `SELECT pg_terminate_backend(a.pid) FROM unnest(pg_blocking_pids(${processID})) b JOIN pg_stat_activity a ON a.pid = b WHERE starts_with(a.application_name, ${quoteText(`tributary ${this.options.connectorId}/`)})`,
      )
    } finally {
      await helper.end()
    }
  }

  async write<Batch extends TopicPartition & { readonly nextOffset: number }>(
    batches: readonly Counted<Batch>[],
    encoder: Encoder<Batch>,
    offsetOf: OffsetOf<Batch>,
  ): Promise<void> {
    await this.told(async () => {
      for (let attempt = 1; ; attempt++) {
        if (this.isUncertain) await this.resync()
        try {
          return await this.writeOnce(batches, encoder, offsetOf)
        } catch (error) {
          this.isUncertain = true
          // Either the reply to a COMMIT was lost or there is a later start: the positions tell.
          if (!isMoveRefusal(error) || attempt === 3) throw error
        }
      }
    })
  }

  private async writeOnce<Batch extends TopicPartition & { readonly nextOffset: number }>(
    batches: readonly Counted<Batch>[],
    encoder: Encoder<Batch>,
    offsetOf: OffsetOf<Batch>,
  ): Promise<void> {
    const total = batches.reduce((sum, { count }) => sum + count, 0)
    const lots = spread(batches, total < SPREAD_FROM ? 1 : LANES)
    const maxRecords = Math.max(ROWS_PER_TRANSACTION, this.options.settings.rowsPerStatement)
    const stored = await Promise.allSettled(
      lots.map(async (lot, index) => {
        const lane = this.lanes[index] ?? this.firstLane
        for (const chunk of chunksOf(lot, this.positions, offsetOf, maxRecords)) {
          await lane.store(chunk, encoder, offsetOf)
          for (const { topic, partition, to } of chunk.moves)
            this.positions.set(placeKey({ topic, partition }), to)
        }
      }),
    )
    const failed = stored.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  private async resync(): Promise<void> {
    const client = await this.firstLane.open()
    const stored = await this.options.offsets.read(client, this.partitions)
    this.options.offsets.refuseZombies(stored)
    if (stored.length < this.partitions.length)
      throw new TaskFailure(
        'Rows of this connector in the table tributary_sink_offsets have gone. Restart the task: it goes on from the offsets of its consumer group.',
      )
    this.keep(stored)
    this.isUncertain = false
  }

  async alterOffsets(positions: readonly (TopicPartition & { offset: number | null })[]): Promise<void> {
    await this.told(async () => {
      const client = await this.firstLane.open()
      if (!this.isCreated) await this.options.offsets.create(client)
      this.isCreated = true
      await this.options.offsets.set(client, positions)
      for (const { topic, partition, offset } of positions)
        if (this.positions.has(placeKey({ topic, partition })))
          this.positions.set(placeKey({ topic, partition }), offset ?? UNKNOWN)
    })
  }

  async stop(): Promise<void> {
    for (const lane of this.lanes) lane.close()
    return Promise.resolve()
  }

  /** In the words of the runtime's contract. */
  private async told<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof ConnectFailure) {
        this.firstLane.close()
        throw error.isPassing
          ? new RetriableFailure(error.message, { cause: error })
          : new TaskFailure(error.message, true, { cause: error })
      }
      for (const lane of this.lanes) lane.close()
      throw failureOf(error)
    }
  }
}
