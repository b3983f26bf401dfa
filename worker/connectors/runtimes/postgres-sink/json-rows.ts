// Rows of plain JSON objects, from Kafka's bytes to COPY's: columns by the properties' names, one statement for each set of
// properties that makes a difference.
import type pg from 'pg'
import { DataError } from '@/lib/connectors/data/record'
import { ABSENT, JsonScanner, NULL } from '@/lib/connectors/postgres-sink/json-scanner'
import type { NeededColumn } from '@/lib/connectors/postgres-sink/ddl'
import { inferColumns } from '@/lib/connectors/postgres-sink/infer-columns'
import { JsonColumns, type Recipe } from '@/lib/connectors/postgres-sink/json-columns'
import type { Segment, Segments } from '@/lib/connectors/postgres-sink/segments'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import type { WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import { foldName } from '@/lib/connectors/postgres-sink/identifiers'
import type { Target } from '@/lib/connectors/postgres-sink/target'
import { TaskFailure, type RawBatch } from '@/worker/connectors/runtime'
import { NotPrepared, type Encoder, type Piece } from './encoder'
import { NothingToMake } from './nothing-to-make'
import type { Targets } from './targets'

type Topic = { columns: JsonColumns; scanner: JsonScanner; isStale: boolean }

export class JsonRows implements Encoder<RawBatch> {
  private readonly topics = new Map<string, Topic>()
  /** Topics without a table, of which the prepared chunk has nothing to make one. */
  private readonly tableless = new Map<string, NothingToMake>()
  private readonly syntax = new JsonScanner(() => -1)

  constructor(
    private readonly settings: SinkSettings,
    private readonly targets: Targets,
    private readonly rules: WritingRules,
  ) {}

  forget(): void {
    this.topics.clear()
    this.targets.forget()
  }

  async prepare(client: pg.Client, pieces: readonly Piece<RawBatch>[]): Promise<void> {
    for (const name of new Set(pieces.map(({ batch }) => batch.topic))) {
      const known = this.topics.get(name)
      if (known !== undefined && !known.isStale) continue
      const target = await this.tableOf(client, name, pieces)
      if (target === null) continue
      const columns = columnsOf(() => new JsonColumns(target, this.settings, this.rules))
      if (known !== undefined) columns.keepRefusals(known.columns)
      this.topics.set(name, {
        columns,
        scanner: new JsonScanner((property) => columns.slotOf(property)),
        isStale: false,
      })
    }
  }

  /** Null: there is none, and nothing to make one of. */
  private async tableOf(
    client: pg.Client,
    topic: string,
    pieces: readonly Piece<RawBatch>[],
  ): Promise<Target | null> {
    this.tableless.delete(topic)
    try {
      return await this.targets.ensure(client, topic, () => this.needed(topic, pieces))
    } catch (error) {
      if (!(error instanceof NothingToMake)) throw error
      this.tableless.set(topic, error)
      return null
    }
  }

  private needed(topic: string, pieces: readonly Piece<RawBatch>[]): NeededColumn[] {
    const { keyMode, keyFields, fields, timestampFields, quotes } = this.settings
    const keys: NeededColumn[] = []
    const keyTypes =
      keyMode === 'kafka' ? ['TEXT', 'INT', 'BIGINT'] : keyMode === 'record_key' ? ['TEXT'] : []
    for (const [place, type] of keyTypes.entries())
      keys.push({
        name: foldName(keyFields[place] ?? '', quotes),
        type,
        isKey: true,
        isNullable: false,
        default: null,
      })
    const properties = inferColumns(
      pieces
        .filter(({ batch }) => batch.topic === topic)
        .map(({ batch, from, to }) => ({ data: batch.data, spans: batch.spans, from, to })),
    )
    const values = Array.from(properties, ([name, type]): NeededColumn => {
      const isKey = keyMode === 'record_value' && keyFields.includes(name)
      return {
        name: foldName(name, quotes),
        type: timestampFields.includes(name) ? 'TIMESTAMP' : type,
        isKey,
        isNullable: !isKey,
        default: null,
      }
    }).filter(
      ({ name, isKey }) =>
        isKey ||
        (!keys.some((key) => key.name === name) &&
          (fields.length === 0 || fields.some((field) => foldName(field, quotes) === name))),
    )
    // Without its key a table would be of no use to the records that have one.
    if (keyMode === 'record_value' && !keyFields.every((name) => properties.has(name))) return []
    return keyMode === 'kafka' ? [...keys, ...values] : [...values, ...keys]
  }

  add(batch: RawBatch, index: number, segments: Segments, record: number): void {
    const tableless = this.tableless.get(batch.topic)
    if (tableless !== undefined) return this.refuse(batch, index, tableless)
    const topic = this.topics.get(batch.topic)
    if (topic === undefined || topic.isStale) throw new NotPrepared()
    const { columns, scanner } = topic
    const { data, spans } = batch
    const length = spans[index * 4 + 3] ?? -1
    if (length < 0) return this.addTombstone(topic, batch, index, segments, record)
    const start = spans[index * 4 + 2] ?? 0
    scanner.scan(data, start, start + length)
    if (columns.missing.length > 0) this.checkMissing(topic)
    const recipe = columns.recipeFor(scanner)
    const segment = this.writeKey(topic, recipe, batch, index, segments)
    if (segment === null) return
    const { out } = segment
    const { slots, plan } = recipe
    for (let place = 0; place < slots.length; place++) {
      if (place > 0 || plan.keyCount > 0) out.nextField()
      columns.write(out, data, scanner, slots[place] ?? 0)
    }
    segments.endRow(segment, record)
  }

  private refuse({ data, spans }: RawBatch, index: number, reason: DataError): never {
    const start = spans[index * 4 + 2] ?? 0
    const length = spans[index * 4 + 3] ?? -1
    // What is wrong with the record itself says more.
    if (length >= 0) this.syntax.scan(data, start, start + length)
    throw reason
  }

  private checkMissing(topic: Topic): void {
    const { columns, scanner } = topic
    for (const { slot, name, isRefused } of columns.missing) {
      const kind = scanner.kinds[slot]
      // A property without a column is no loss while it is null.
      if (kind === ABSENT || kind === NULL) continue
      if (isRefused || !this.settings.canEvolve) throw new DataError(columns.missingColumn(name))
      columns.refuse(name)
      topic.isStale = true
      throw new NotPrepared()
    }
  }

  private addTombstone(
    topic: Topic,
    batch: RawBatch,
    index: number,
    segments: Segments,
    record: number,
  ): void {
    if (!this.settings.isDeleteEnabled)
      throw new DataError(
        `The sink with pk.mode ${this.settings.keyMode} and delete.enabled false requires records with a non-null value.`,
      )
    const segment = this.writeKey(topic, topic.columns.deletion, batch, index, segments)
    if (segment !== null) segments.endRow(segment, record)
  }

  /** Null: a later record replaces this one. */
  private writeKey(
    topic: Topic,
    { plan }: Recipe,
    batch: RawBatch,
    index: number,
    segments: Segments,
  ): Segment | null {
    const segment = segments.open(plan)
    const out = segment.beginRow()
    const { columns, scanner } = topic
    switch (this.settings.keyMode) {
      case 'none':
        return segment
      case 'kafka':
        out.text(batch.topic)
        out.nextField()
        out.integer(batch.partition)
        out.nextField()
        out.integer(batch.offsets[index] ?? 0)
        break
      case 'record_key': {
        const start = batch.spans[index * 4] ?? 0
        const length = batch.spans[index * 4 + 1] ?? -1
        if (length < 0)
          throw new DataError('The sink with pk.mode record_key requires records with a non-null key.')
        out.escaped(batch.data, start, start + length)
        break
      }
      case 'record_value':
        for (let slot = 0; slot < plan.keyCount; slot++) {
          if (slot > 0) out.nextField()
          columns.writeKey(out, batch.data, scanner, slot)
        }
    }
    return segments.takeKey(segment)
  }
}

/** A primary key without its column is no matter of one record. */
function columnsOf(make: () => JsonColumns): JsonColumns {
  try {
    return make()
  } catch (error) {
    if (error instanceof DataError) throw new TaskFailure(error.message, true, { cause: error })
    throw error
  }
}
