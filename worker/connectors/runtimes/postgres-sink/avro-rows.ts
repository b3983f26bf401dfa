// Rows of Avro records, from Kafka's bytes to COPY's, field by field: text is copied, and no object is made per record. The columns
// and what is written into them are those of the general way.
import type pg from 'pg'
import { avroNode, type ReadAvro } from '@/lib/connectors/converters/avro/read'
import type { AvroOptions } from '@/lib/connectors/converters/avro/names'
import { DataError, type ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import { Struct } from '@/lib/connectors/data/struct'
import type { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import type { Segments } from '@/lib/connectors/postgres-sink/segments'
import type { Plan } from '@/lib/connectors/postgres-sink/target'
import type { AvroSchema } from '@/lib/schemas/avro/model'
import { RegistryAwayError } from '@/lib/schema-registries/ask'
import { AvroCursor } from '@/lib/serdes/avro-cursor'
import type { FetchSchema } from '@/lib/serdes/schema-cache'
import { SerdesError } from '@/lib/serdes/serdes-error'
import type { RawBatch } from '@/worker/connectors/runtime'
import { keyOf, schemaOf } from './avro-schema-name'
import { NotPrepared, type Encoder, type Piece } from './encoder'
import type { RecordRows, RecordField } from './record-rows'

type Write = (out: CopyText, cursor: AvroCursor, bytes: Buffer) => void
/** A field of the record, in Avro's order. `column`: its place in the plan, -1 when it is not stored. */
type Step = { column: number; write: Write; skip: (cursor: AvroCursor) => void }
type Recipe = {
  plan: Plan
  steps: readonly Step[]
  outside: readonly RecordField[]
  keysFirst: boolean
  lastKey: number
}
type Refusal = { problem: string; until: number }
type AvroFieldRead = { name: string; type: AvroSchema; read: ReadAvro }

const REFUSAL_MS = 5_000
const text = { type: 'STRING', optional: false } as const

export class AvroRows implements Encoder<RawBatch> {
  private readonly recipes = new Map<string, Map<number | string, Recipe | Refusal>>()
  /** What the registry answered, which does not change. */
  private readonly schemas = new Map<number | string, AvroSchema>()

  constructor(
    private readonly rows: RecordRows,
    private readonly fetchSchema: FetchSchema,
    private readonly options: AvroOptions,
    private readonly hasTextKey: boolean,
  ) {}

  forget(): void {
    this.recipes.clear()
    this.rows.forget()
  }

  async prepare(client: pg.Client, pieces: readonly Piece<RawBatch>[]): Promise<void> {
    for (const { batch, from, to } of pieces) {
      const recipes = this.recipes.get(batch.topic) ?? new Map<number | string, Recipe | Refusal>()
      this.recipes.set(batch.topic, recipes)
      for (let index = from; index < to; index++) {
        const id = schemaOf(batch, index)
        if (id === null) continue
        const known = recipes.get(id)
        if (known !== undefined && !isOld(known)) continue
        recipes.set(id, await this.learn(client, batch, id))
      }
    }
  }

  private async learn(client: pg.Client, batch: RawBatch, id: number | string): Promise<Recipe | Refusal> {
    try {
      const root = this.schemas.get(id) ?? (await this.fetchRoot(id))
      this.schemas.set(id, root)
      return await this.compile(client, batch, root)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      return { problem: error.message, until: Date.now() + REFUSAL_MS }
    }
  }

  private async fetchRoot(id: number | string): Promise<AvroSchema> {
    try {
      const fetched = await this.fetchSchema(keyOf(id))
      if (fetched?.schema.schemaType === 'AVRO') return fetched.schema.avro.root
      throw new DataError(
        fetched === null
          ? `The Schema Registry knows no schema with the id ${id}.`
          : `The schema with the id ${id} is of type ${fetched.schema.schemaType}, not AVRO.`,
      )
    } catch (error) {
      if (!(error instanceof SerdesError)) throw error
      if (error.kind === 'registry_away') throw new RegistryAwayError(error.message, error)
      throw new DataError(`The schema with the id ${id} cannot be used: ${error.message}`, { cause: error })
    }
  }

  private async compile(
    client: pg.Client,
    { topic, partition }: RawBatch,
    root: AvroSchema,
  ): Promise<Recipe> {
    const { schema } = avroNode(root, this.options)
    if (root.kind !== 'record' || schema?.type !== 'STRUCT')
      throw new DataError(`The value is no record but ${root.kind}, for which there are no columns.`)
    const origin = { topic, partition, offset: 0, timestampType: 'CREATE_TIME' } as const
    const sample: ConnectRecord = {
      ...{ topic, partition, timestamp: 0, headers: [], origin },
      ...{ key: this.hasTextKey ? '' : null, keySchema: this.hasTextKey ? text : null },
      ...{ value: new Struct(), valueSchema: schema },
    }
    const recipe = await this.rows.recipeOf(client, sample)
    const fields = root.fields.map(({ name, type }) => ({
      name,
      type,
      read: avroNode(type, this.options).read,
    }))
    return recipeFor(recipe.plan, recipe.fields, fields)
  }

  add(batch: RawBatch, index: number, segments: Segments, record: number): void {
    const id = schemaOf(batch, index)
    if (id === null) throw this.unreadable(batch, index)
    const recipe = this.recipes.get(batch.topic)?.get(id)
    if (recipe === undefined) throw new NotPrepared()
    if ('problem' in recipe) throw new DataError(recipe.problem)
    try {
      addRow(recipe, typeof id === 'number' ? 5 : 0, batch, index, segments, record)
    } catch (error) {
      if (!(error instanceof SerdesError)) throw error
      throw new DataError(`Failed to deserialize data for topic ${batch.topic} to Avro: ${error.message}`, {
        cause: error,
      })
    }
  }

  private unreadable(batch: RawBatch, index: number): DataError {
    const isNull = batch.value(index) === null
    return new DataError(
      isNull
        ? 'The sink with delete.enabled false requires records with a non-null value.'
        : `Failed to deserialize data for topic ${batch.topic} to Avro: Unknown magic byte!`,
    )
  }
}

const isOld = (recipe: Recipe | Refusal): boolean => 'until' in recipe && recipe.until < Date.now()

function recipeFor(plan: Plan, fields: readonly RecordField[], avro: readonly AvroFieldRead[]): Recipe {
  const places = new Map(fields.map((field, column) => [field, column]))
  const inValue = (name: string): RecordField | undefined =>
    fields.find((field) => field.name === name && field.from === 'value')
  const steps = avro.map(({ name, type, read }): Step => {
    const field = inValue(name)
    const column = field === undefined ? -1 : (places.get(field) ?? -1)
    const skip = (cursor: AvroCursor): void => void read(cursor)
    return { column, skip, write: field === undefined ? skipWriter(skip) : writerOf(field, type, read, plan) }
  })
  const stored = steps.filter(({ column }) => column !== -1)
  const outside = fields.filter(({ from }) => from !== 'value')
  // Columns in the order in which Avro has them: COPY does not mind, but the key's come first.
  const keyColumns = fields.slice(0, plan.keyCount)
  const valueKeys = stored.filter(({ column }) => column < plan.keyCount)
  const others = stored.filter(({ column }) => column >= plan.keyCount)
  const ordered = [
    ...outside.map((field) => places.get(field) ?? 0),
    ...[...valueKeys, ...others].map(({ column }) => column),
  ]
  if (outside.some((field) => !keyColumns.includes(field)))
    throw new DataError('A column is neither key nor value.')
  const columns = ordered.flatMap((column) => plan.columns[column] ?? [])
  const lastKey = steps.findLastIndex(({ column }) => column !== -1 && column < plan.keyCount)
  const keysFirst = stored.slice(0, valueKeys.length).every((step, at) => step === valueKeys[at])
  return {
    plan: { ...plan, columns },
    steps: steps.map((step) => ({
      ...step,
      column: step.column === -1 ? -1 : step.column < plan.keyCount ? 0 : 1,
    })),
    outside,
    keysFirst,
    lastKey,
  }
}

const skipWriter =
  (skip: (cursor: AvroCursor) => void): Write =>
  (_out, cursor) =>
    skip(cursor)

function writerOf(field: RecordField, type: AvroSchema, read: ReadAvro, { operation }: Plan): Write {
  const isNeeded = field.isKey && operation !== 'insert'
  const put = (out: CopyText, value: ConnectValue): void => {
    const stored = value ?? field.fallback
    if (stored !== null) field.write(out, stored)
    else if (isNeeded) throw new DataError(`The primary key's field "${field.name}" is null.`)
    else out.null()
  }
  if (!field.isPlainText) return (out, cursor) => put(out, read(cursor))
  if (type.kind === 'string') return (out, cursor, bytes) => copyText(out, cursor, bytes)
  const nullIndex = type.kind === 'union' ? type.branches.findIndex(({ kind }) => kind === 'null') : -1
  const isNullable =
    type.kind === 'union' &&
    type.branches.length === 2 &&
    nullIndex !== -1 &&
    type.branches[1 - nullIndex]?.kind === 'string'
  if (!isNullable) return (out, cursor) => put(out, read(cursor))
  return (out, cursor, bytes) => {
    const branch = cursor.int()
    if (branch === nullIndex) put(out, null)
    else if (branch === 1 - nullIndex) copyText(out, cursor, bytes)
    else throw new DataError(`The union has no branch ${branch}.`)
  }
}

function copyText(out: CopyText, cursor: AvroCursor, bytes: Buffer): void {
  const size = Number(cursor.long())
  const start = cursor.position
  if (size < 0 || start + size > bytes.length) throw new DataError('The record ends within a text.')
  cursor.position = start + size
  out.escaped(bytes, start, start + size)
}

function addRow(
  recipe: Recipe,
  offset: number,
  batch: RawBatch,
  index: number,
  segments: Segments,
  record: number,
): void {
  const { plan, steps, outside, keysFirst, lastKey } = recipe
  const start = batch.spans[index * 4 + 2] ?? 0
  const bytes = batch.data.subarray(start, start + (batch.spans[index * 4 + 3] ?? 0))
  let segment = segments.open(plan)
  const out = segment.beginRow()
  let written = 0
  for (const field of outside) {
    if (written++ > 0) out.nextField()
    writeOutside(out, field, batch, index)
  }
  let cursor = new AvroCursor(bytes, offset)
  if (!keysFirst) {
    for (let at = 0; at <= lastKey; at++) {
      const step = steps[at]
      if (step?.column !== 0) step?.skip(cursor)
      else {
        if (written++ > 0) out.nextField()
        step.write(out, cursor, bytes)
      }
    }
    cursor = new AvroCursor(bytes, offset)
  }
  let isTaken = plan.keyCount === 0
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]
    if (step === undefined) continue
    if (step.column === -1 || (!keysFirst && step.column === 0)) {
      step.skip(cursor)
      continue
    }
    if (!isTaken && written >= plan.keyCount) {
      const chosen = segments.takeKey(segment)
      if (chosen === null) return
      segment = chosen
      isTaken = true
    }
    if (written++ > 0) segment.out.nextField()
    step.write(segment.out, cursor, bytes)
  }
  if (!isTaken) {
    const chosen = segments.takeKey(segment)
    if (chosen === null) return
    segment = chosen
  }
  segments.endRow(segment, record)
}

function writeOutside(out: CopyText, { from }: RecordField, batch: RawBatch, index: number): void {
  switch (from) {
    case 'topic':
      return out.text(batch.topic)
    case 'partition':
      return out.integer(batch.partition)
    case 'offset':
      return out.integer(batch.offsets[index] ?? 0)
    default: {
      const start = batch.spans[index * 4] ?? 0
      const length = batch.spans[index * 4 + 1] ?? -1
      if (length < 0)
        throw new DataError('The sink with pk.mode record_key requires records with a non-null key.')
      out.escaped(batch.data, start, start + length)
    }
  }
}
