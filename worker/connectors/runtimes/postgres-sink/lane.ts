// One connection of a task and the transactions on it: encodes records into segments, sends them with the positions that they
// move, and finds the bad ones when the database refuses some.
import type pg from 'pg'
import { DataError } from '@/lib/connectors/data/record'
import { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import { OrderNeeded, Segments } from '@/lib/connectors/postgres-sink/segments'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import { needsStage, stageDefinition, statementsOf, type Target } from '@/lib/connectors/postgres-sink/target'
import type { BadRecord, TopicPartition } from '@/worker/connectors/runtime'
import { NotPrepared, type Encoder, type Piece } from './encoder'
import { isConflict, isRowRefusal, isStaleTable } from './failures'
import { copyDataOf, storeAllButBad, type RefusedRow } from './isolate'
import { isMoveRefusal, type Move, type OffsetsTable } from './offsets-table'
import { runScript } from './script'
import type { Turns } from './turns'

/** Records of one transaction and where the partitions stand after it. */
export type Chunk<Batch> = { pieces: readonly Piece<Batch>[]; moves: readonly Move[]; count: number }

export type OffsetOf<Batch> = (batch: Batch, index: number) => number

export type LaneOptions = {
  settings: SinkSettings
  offsets: OffsetsTable
  connect: () => Promise<pg.Client>
  /** Resolves once they are cared for. */
  reportBad: (records: readonly BadRecord[]) => Promise<void>
  work: <T>(run: () => T) => T
  /** Where transactions of two lanes can meet in the same rows. */
  turns: Turns | null
}

const CONFLICTS = 4
const KEPT_BUFFER = 8_388_608

export class Lane {
  private client: pg.Client | null = null
  /** Tables of the session, by the form of the target that they were made for. */
  private stages = new Map<Target, string>()
  private stageCount = 0
  private buffers: CopyText[] = []
  /** Told already, but their transaction did not commit: they are not told twice. */
  private readonly told = new Set<string>()

  constructor(private readonly options: LaneOptions) {}

  async open(): Promise<pg.Client> {
    if (this.client !== null) return this.client
    this.stages = new Map()
    const client = await this.options.connect()
    client.once('end', () => {
      if (this.client === client) this.client = null
    })
    this.client = client
    return client
  }

  /** Ends the connection, and with it whatever it was in the middle of. */
  close(): void {
    const { client } = this
    this.client = null
    client?.end().catch(() => undefined)
  }

  /** Stores a chunk for good. @throws PostgresError and whatever else it failed with; then the connection is closed. */
  async store<Batch extends TopicPartition>(
    chunk: Chunk<Batch>,
    encoder: Encoder<Batch>,
    offsetOf: OffsetOf<Batch>,
  ): Promise<void> {
    try {
      for (let attempt = 1, isStaleSeen = false; ; attempt++) {
        const client = await this.open()
        try {
          await this.attempt(client, chunk, encoder, offsetOf)
          this.told.clear()
          return
        } catch (error) {
          if (isConflict(error) && attempt < CONFLICTS) await runScript(client, 'ROLLBACK')
          else if (isStaleTable(error) && !isStaleSeen) {
            isStaleSeen = true
            await runScript(client, 'ROLLBACK')
            encoder.forget()
          } else throw error
        }
      }
    } catch (error) {
      this.close()
      throw error
    }
  }

  private async attempt<Batch extends TopicPartition>(
    client: pg.Client,
    chunk: Chunk<Batch>,
    encoder: Encoder<Batch>,
    offsetOf: OffsetOf<Batch>,
  ): Promise<void> {
    const { options } = this
    const encode = (mode: Segments['mode']) => this.encode(client, chunk, encoder, mode)
    const { segments, refused } = await encode(
      options.settings.insertMode === 'insert' ? 'ordered' : 'collapsed',
    )
    await this.tell(chunk, refused, offsetOf)
    const stages = await this.prepareStages(client, segments)
    const statements = segments.list.flatMap(({ plan }, index) => {
      const stage = stages[index] ?? null
      const isUsedAgain = stage !== null && stages.includes(stage, index + 1)
      return [...statementsOf(plan, stage), ...(isUsedAgain ? [`TRUNCATE ${stage}`] : [])]
    })
    const script = ['BEGIN', options.offsets.move(chunk.moves), ...statements, 'COMMIT'].join('; ')
    const data = segments.list.map((segment) => copyDataOf(segment))
    try {
      await this.inTurn(isInOneOrder(segments), () => runScript(client, script, data))
    } catch (error) {
      if (!isRowRefusal(error) || isMoveRefusal(error)) throw error
      await runScript(client, 'ROLLBACK')
      await this.inTurn(false, () => this.isolate(client, chunk, encoder, offsetOf))
    } finally {
      for (const { out } of segments.list) this.giveBack(out)
    }
  }

  private inTurn<T>(isInOneOrder: boolean, transact: () => Promise<T>): Promise<T> {
    const { turns } = this.options
    if (turns === null) return transact()
    return isInOneOrder ? turns.together(transact) : turns.alone(transact)
  }

  private async isolate<Batch extends TopicPartition>(
    client: pg.Client,
    chunk: Chunk<Batch>,
    encoder: Encoder<Batch>,
    offsetOf: OffsetOf<Batch>,
  ): Promise<void> {
    const { segments } = await this.encode(client, chunk, encoder, 'ordered')
    const stages = await this.prepareStages(client, segments)
    // Deferred constraints would only speak up at COMMIT, and of no row.
    await runScript(client, `BEGIN; ${this.options.offsets.move(chunk.moves)}; SET CONSTRAINTS ALL IMMEDIATE`)
    const refused: RefusedRow[] = []
    for (const [index, segment] of segments.list.entries())
      refused.push(...(await storeAllButBad(client, segment, stages[index] ?? null)))
    await this.tell(chunk, refused, offsetOf)
    await runScript(client, 'COMMIT')
    for (const { out } of segments.list) this.giveBack(out)
  }

  private async encode<Batch>(
    client: pg.Client,
    chunk: Chunk<Batch>,
    encoder: Encoder<Batch>,
    wanted: Segments['mode'],
  ): Promise<{ segments: Segments; refused: RefusedRow[] }> {
    let mode = wanted
    await encoder.prepare(client, chunk.pieces)
    for (let attempt = 1; ; attempt++) {
      const segments = new Segments(mode, () => this.buffer(), this.options.settings.rowsPerStatement)
      try {
        const refused = this.options.work(() => encodeAll(chunk, encoder, segments))
        return { segments, refused }
      } catch (error) {
        for (const { out } of segments.list) this.giveBack(out)
        if (error instanceof OrderNeeded) mode = 'ordered'
        else if (error instanceof NotPrepared && attempt < 50) await encoder.prepare(client, chunk.pieces)
        else throw error
      }
    }
  }

  private async prepareStages(client: pg.Client, segments: Segments): Promise<(string | null)[]> {
    const names: (string | null)[] = []
    for (const { plan } of segments.list) {
      if (!needsStage(plan)) {
        names.push(null)
        continue
      }
      let stage = this.stages.get(plan.target)
      if (stage === undefined) {
        stage = `pg_temp.tributary_stage_${++this.stageCount}`
        await runScript(client, stageDefinition(stage, plan.target))
        this.stages.set(plan.target, stage)
      }
      names.push(stage)
    }
    return names
  }

  private async tell<Batch extends TopicPartition>(
    { pieces }: Chunk<Batch>,
    refused: readonly RefusedRow[],
    offsetOf: OffsetOf<Batch>,
  ): Promise<void> {
    if (refused.length === 0) return
    const bad = refused
      .toSorted((a, b) => a.record - b.record)
      .flatMap(({ record, error }): BadRecord[] => {
        const place = placeOf(pieces, record)
        if (place === null) return []
        const { topic, partition } = place.batch
        const offset = offsetOf(place.batch, place.index)
        const key = `${topic}/${partition}/${offset}`
        if (this.told.has(key)) return []
        this.told.add(key)
        return [{ origin: { topic, partition, offset }, error }]
      })
    try {
      if (bad.length > 0) await this.options.reportBad(bad)
    } catch (error) {
      this.told.clear()
      throw error
    }
  }

  private buffer(): CopyText {
    const out = this.buffers.pop() ?? new CopyText()
    out.length = 0
    return out
  }

  private giveBack(out: CopyText): void {
    if (out.bytes.length <= KEPT_BUFFER && this.buffers.length < 4 && !this.buffers.includes(out))
      this.buffers.push(out)
  }
}

/** One statement that takes its rows in the order of their keys: two of these wait for each other, and never in a circle. */
const isInOneOrder = ({ list }: Segments): boolean =>
  list.length === 1 && list[0]?.plan.operation === 'upsert'

function encodeAll<Batch>(chunk: Chunk<Batch>, encoder: Encoder<Batch>, segments: Segments): RefusedRow[] {
  const refused: RefusedRow[] = []
  const add = (batch: Batch, index: number, record: number): void => {
    try {
      encoder.add(batch, index, segments, record)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      refused.push({ record, error })
    }
  }
  if (segments.mode === 'ordered') {
    let record = 0
    for (const { batch, from, to } of chunk.pieces)
      for (let at = from; at < to; at++) add(batch, at, record++)
  } else {
    let record = chunk.count
    for (const { batch, from, to } of chunk.pieces.toReversed())
      for (let at = to - 1; at >= from; at--) add(batch, at, --record)
  }
  return refused
}

function placeOf<Batch>(
  pieces: readonly Piece<Batch>[],
  record: number,
): { batch: Batch; index: number } | null {
  let before = 0
  for (const { batch, from, to } of pieces) {
    if (record < before + to - from) return { batch, index: from + record - before }
    before += to - from
  }
  return null
}
