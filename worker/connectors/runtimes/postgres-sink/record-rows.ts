// Rows of converted records: a plan for each pair of schemas, or for each set of properties where there is no schema.
import type pg from 'pg'
import { DataError, type ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { isObjectValue } from '@/lib/connectors/data/struct'
import {
  defaultLiteral,
  InferredType,
  typeForSchema,
  widest,
  type Column,
} from '@/lib/connectors/postgres-sink/column-types'
import type { NeededColumn } from '@/lib/connectors/postgres-sink/ddl'
import { foldName } from '@/lib/connectors/postgres-sink/identifiers'
import type { Segments } from '@/lib/connectors/postgres-sink/segments'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import { findColumn, type Plan, type Target } from '@/lib/connectors/postgres-sink/target'
import { valueWriter, type WriteValue, type WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import {
  isTombstone,
  wantedFields,
  wantedForDelete,
  type WantedField,
} from '@/lib/connectors/postgres-sink/wanted-fields'
import { errorMessage } from '@/lib/errors'
import type { SinkBatch } from '@/worker/connectors/runtime'
import { NotPrepared, type Piece } from './encoder'
import { NothingToMake } from './nothing-to-make'

/** `isPlainText`: text goes to the column as it is. */
export type RecordField = WantedField & { write: WriteValue; fallback: ConnectValue; isPlainText: boolean }
type Field = RecordField
/** `unknown`: fields that were null whenever they were met, so that nobody knows a type for their column. */
type Recipe = { plan: Plan; fields: readonly Field[]; unknown: readonly WantedField[] }
/** A form of records that has no recipe: why, and until when that is believed. */
type Refusal = { problem: string; until: number }

const REFUSAL_MS = 5_000

/** Of the target, or of a dry look at it. */
export type TableSource<Client> = {
  ensure(client: Client, topic: string, needed: () => readonly NeededColumn[]): Promise<Target>
  forget(): void
}

export class RecordRows<Client = pg.Client> {
  /** By topic, then by the value's schema and the key's; without schemas by the properties' names. */
  private recipes = new Map<string, Map<unknown, Recipe | Refusal>>()
  private readonly schemaIds = new WeakMap<ConnectSchema, number>()
  private schemaCount = 0

  constructor(
    private readonly settings: SinkSettings,
    private readonly targets: TableSource<Client>,
    private readonly rules: WritingRules,
  ) {}

  forget(): void {
    this.recipes.clear()
    this.targets.forget()
  }

  async prepare(client: Client, pieces: readonly Piece<SinkBatch>[]): Promise<void> {
    const unknown = new Map<string, Map<string, ConnectRecord[]>>()
    for (const { batch, from, to } of pieces)
      for (let index = from; index < to; index++) {
        const record = batch.records[index]
        if (record === undefined) continue
        const form = this.formOf(record)
        const known = this.recipes.get(record.topic)?.get(form)
        if (known !== undefined && !isOld(known)) continue
        const forms = unknown.get(record.topic) ?? new Map<string, ConnectRecord[]>()
        unknown.set(record.topic, forms)
        const records = forms.get(form)
        if (records === undefined) forms.set(form, [record])
        else records.push(record)
      }
    for (const [topic, forms] of unknown) await this.learn(client, topic, forms)
  }

  /** How a record like this one becomes a row. @throws DataError why it does not. */
  async recipeOf(client: Client, record: ConnectRecord): Promise<Recipe> {
    const form = this.formOf(record)
    const known = this.recipes.get(record.topic)?.get(form)
    if (known === undefined || isOld(known))
      await this.learn(client, record.topic, new Map([[form, [record]]]))
    const recipe = this.recipes.get(record.topic)?.get(form)
    if (recipe === undefined || 'problem' in recipe) throw new DataError(recipe?.problem ?? 'No columns.')
    return recipe
  }

  /** All forms of a topic at once: a new table has the columns of all of them. */
  private async learn(client: Client, topic: string, forms: Map<string, ConnectRecord[]>): Promise<void> {
    const recipes = this.recipes.get(topic) ?? new Map<unknown, Recipe | Refusal>()
    this.recipes.set(topic, recipes)
    const learnt = Array.from(forms, ([form, records]) => ({ form, records, ...this.wanted(records) }))
    const target = await this.targets
      .ensure(client, topic, () =>
        merged(learnt.flatMap(({ wanted, records }) => this.neededColumns(wanted, records))),
      )
      .catch((error: unknown) => {
        if (error instanceof NothingToMake) return error
        throw error
      })
    if (target instanceof NothingToMake) {
      // The next record of this form may have more to tell.
      for (const { form, problem } of learnt)
        recipes.set(form, { problem: problem ?? target.message, until: 0 })
      return
    }
    for (const { form, wanted, operation, problem } of learnt) {
      try {
        if (problem !== undefined) throw new DataError(problem)
        recipes.set(form, this.recipeFor(target, wanted, operation))
      } catch (error) {
        recipes.set(form, { problem: errorMessage(error), until: Date.now() + REFUSAL_MS })
      }
    }
  }

  private wanted(records: readonly ConnectRecord[]): {
    wanted: WantedField[]
    operation: Plan['operation']
    problem?: string
  } {
    const { settings } = this
    const [record] = records
    const isDelete = settings.isDeleteEnabled && record !== undefined && isTombstone(record)
    const operation = isDelete ? 'delete' : settings.insertMode
    try {
      if (record === undefined) return { wanted: [], operation }
      return {
        wanted: isDelete ? wantedForDelete(settings, record) : wantedFields(settings, record),
        operation,
      }
    } catch (error) {
      return { wanted: [], operation, problem: errorMessage(error) }
    }
  }

  private neededColumns(wanted: readonly WantedField[], records: readonly ConnectRecord[]): NeededColumn[] {
    return wanted.flatMap(({ name, schema, isKey, read }) => {
      const column = foldName(name, this.settings.quotes)
      if (schema === null) {
        const type = new InferredType()
        for (const record of records) type.add(read(record))
        const found = this.isTimestamp(name) ? 'TIMESTAMP' : type.get()
        return found === null ? [] : [{ name: column, type: found, isKey, isNullable: true, default: null }]
      }
      const isTimestamp = this.isTimestamp(name)
      const type = typeForSchema(schema, isTimestamp)
      const write = valueWriter(schema, { kind: 'plain', type }, this.rules, isTimestamp)
      const value = schema.default
      return [
        {
          name: column,
          type,
          isKey,
          isNullable: schema.optional,
          default: value === undefined || value === null ? null : defaultLiteral(value, write),
        },
      ]
    })
  }

  private isTimestamp(name: string): boolean {
    return this.settings.timestampFields.includes(name)
  }

  private recipeFor(target: Target, wanted: readonly WantedField[], operation: Plan['operation']): Recipe {
    const fields: Field[] = []
    const columns: Column[] = []
    const unknown: WantedField[] = []
    for (const field of [...wanted.filter(({ isKey }) => isKey), ...wanted.filter(({ isKey }) => !isKey)]) {
      const column = findColumn(target, foldName(field.name, this.settings.quotes))
      if (column === undefined && field.schema === null && !field.isKey) {
        unknown.push(field)
        continue
      }
      if (column === undefined) throw new DataError(missingColumn(target, field, this.settings))
      const fallback = this.settings.isNullReplacedByDefault ? (field.schema?.default ?? null) : null
      const write = valueWriter(field.schema, column, this.rules, this.isTimestamp(field.name))
      const isText = field.schema?.type === 'STRING' && column.kind !== 'array'
      const isPlainText = isText && !this.isTimestamp(field.name)
      fields.push({ ...field, write, fallback, isPlainText })
      columns.push(column)
    }
    const keyCount = fields.filter(({ isKey }) => isKey).length
    return { plan: { target, operation, columns, keyCount }, fields, unknown }
  }

  add(batch: SinkBatch, index: number, segments: Segments, at: number): void {
    const record = batch.records[index]
    if (record === undefined) return
    const recipe = this.recipes.get(record.topic)?.get(this.formOf(record))
    if (recipe === undefined) throw new NotPrepared()
    if ('problem' in recipe) throw new DataError(recipe.problem)
    const { plan, fields, unknown } = recipe
    if (unknown.length > 0) this.checkUnknown(record, recipe)
    let segment = segments.open(plan)
    let out = segment.beginRow()
    for (let place = 0; place < fields.length; place++) {
      if (place === plan.keyCount && place > 0) {
        const chosen = segments.takeKey(segment)
        if (chosen === null) return
        segment = chosen
        out = chosen.out
      }
      if (place > 0) out.nextField()
      const field = fields[place]
      if (field === undefined) continue
      const value = field.read(record) ?? field.fallback
      if (value !== null) field.write(out, value)
      else if (field.isKey && plan.operation !== 'insert')
        throw new DataError(`The primary key's field "${field.name}" is null.`)
      else out.null()
    }
    if (fields.length === plan.keyCount && plan.keyCount > 0) {
      const chosen = segments.takeKey(segment)
      if (chosen === null) return
      segment = chosen
    }
    segments.endRow(segment, at)
  }

  /** A property without a column is no loss while it is null. */
  private checkUnknown(record: ConnectRecord, { plan, unknown }: Recipe): void {
    const field = unknown.find(({ read }) => read(record) !== null)
    if (field === undefined) return
    if (!this.settings.canEvolve) throw new DataError(missingColumn(plan.target, field, this.settings))
    this.recipes.get(record.topic)?.delete(this.formOf(record))
    throw new NotPrepared()
  }

  /** What records must have in common to share a recipe. */
  private formOf({ value, valueSchema, key, keySchema }: ConnectRecord): string {
    return `${this.sideOf(valueSchema, value)}|${this.settings.keyMode === 'record_key' ? this.sideOf(keySchema, key) : ''}`
  }

  private sideOf(schema: ConnectSchema | null, value: ConnectValue): string {
    if (value === null) return 'null'
    if (schema === null) return isObjectValue(value) ? JSON.stringify(Object.keys(value)) : typeof value
    let id = this.schemaIds.get(schema)
    if (id === undefined) this.schemaIds.set(schema, (id = ++this.schemaCount))
    return `#${id}`
  }
}

const isOld = (recipe: Recipe | Refusal): boolean => 'until' in recipe && recipe.until < Date.now()

function missingColumn(
  { sql }: Target,
  { name, isKey, schema }: WantedField,
  { canEvolve }: SinkSettings,
): string {
  if (!canEvolve)
    return `Table ${sql} has no column "${name}", and auto.evolve is false. Add the column, set auto.evolve to true, or leave the field out by fields.whitelist.`
  if (isKey)
    return `Table ${sql} has no column "${name}" for the primary key, and keys are not added to a table that exists.`
  return `Table ${sql} has no column "${name}", which cannot be added: the field is ${schema?.optional === false ? 'neither optional nor does it have a default' : 'unknown'}.`
}

/** One column for each name; types that differ become the widest. */
function merged(columns: readonly NeededColumn[]): NeededColumn[] {
  const byName = new Map<string, NeededColumn>()
  for (const column of columns) {
    const before = byName.get(column.name)
    byName.set(
      column.name,
      before === undefined
        ? column
        : {
            ...before,
            type: widest(before.type, column.type),
            isNullable: before.isNullable || column.isNullable,
          },
    )
  }
  return [...byName.values()]
}
