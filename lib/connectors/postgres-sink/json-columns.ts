// Which property of plain JSON objects goes to which column of a table, and how. Pure.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import { isObjectValue } from '@/lib/connectors/data/struct'
import { misfit, type Column } from '@/lib/connectors/postgres-sink/column-types'
import type { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import { foldName } from '@/lib/connectors/postgres-sink/identifiers'
import {
  ABSENT,
  ESCAPED,
  NESTED,
  NULL,
  STRING,
  unescapeText,
  type JsonScanner,
} from '@/lib/connectors/postgres-sink/json-scanner'
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import { findColumn, type Plan, type Target } from '@/lib/connectors/postgres-sink/target'
import { valueWriter, type WriteValue, type WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import { exactNumber, parseJsonExactly } from '@/lib/exact-json'

type Slot = {
  name: string
  column: Column
  /** Of values whose text has to be made: times in timestamp.fields.list, arrays. */
  special: WriteValue | null
}

/** Slots of a plan's fields behind the key. */
export type Recipe = { plan: Plan; slots: readonly number[] }

type Missing = { slot: number; name: string; isRefused: boolean }

export class JsonColumns {
  readonly missing: Missing[] = []
  readonly deletion: Recipe
  private readonly slots: (Slot | null)[] = []
  private readonly keyColumns: Column[]
  private readonly recipes = new Map<string, Recipe>()
  private readonly refused = new Set<string>()
  /** Slots whose absence changes the statement. */
  private readonly telling: number[] = []
  private whole: Recipe | null = null

  constructor(
    private readonly target: Target,
    private readonly settings: SinkSettings,
    private readonly rules: WritingRules,
  ) {
    this.keyColumns = settings.keyFields.map((name) => {
      const column = findColumn(target, foldName(name, settings.quotes))
      if (column === undefined)
        throw new DataError(`Table ${target.sql} has no column "${name}", which pk.fields names.`)
      // The first slots are those of the key.
      if (settings.keyMode === 'record_value') this.slots.push(this.newSlot(name, column))
      return column
    })
    const plan: Plan = {
      target,
      operation: 'delete',
      columns: this.keyColumns,
      keyCount: this.keyColumns.length,
    }
    this.deletion = { plan, slots: [] }
  }

  private newSlot(name: string, column: Column): Slot {
    const isTimestamp = this.settings.timestampFields.includes(name)
    const special = isTimestamp || column.kind === 'array'
    return { name, column, special: special ? valueWriter(null, column, this.rules, isTimestamp) : null }
  }

  /** For the scanner. */
  slotOf(name: string): number {
    const { keyMode, keyFields, fields, quotes, insertMode } = this.settings
    if (keyMode === 'record_value' && keyFields.includes(name)) return keyFields.indexOf(name)
    if (fields.length > 0 && !fields.includes(name)) return -1
    if (keyMode !== 'none' && keyFields.includes(name)) return -1
    const column = findColumn(this.target, foldName(name, quotes))
    const slot = this.slots.length
    if (column === undefined) {
      this.slots.push(null)
      this.missing.push({ slot, name, isRefused: this.refused.has(name) })
      return slot
    }
    if (this.slots.some((other) => other?.column === column) || this.keyColumns.includes(column)) return -1
    this.slots.push(this.newSlot(name, column))
    // Without a default, an absent value is null as a null is.
    if (insertMode !== 'insert' || column.hasDefault) this.telling.push(slot)
    this.whole = null
    return slot
  }

  refuse(name: string): void {
    this.refused.add(name)
  }

  /** Names that were tried to be made columns of before. */
  keepRefusals(before: JsonColumns): void {
    for (const name of before.refused) this.refused.add(name)
  }

  missingColumn(name: string): string {
    return `Table ${this.target.sql} has no column "${name}"${this.settings.canEvolve ? ', and none could be added' : ', and auto.evolve is false. Add the column, set auto.evolve to true, or leave the field out by fields.whitelist'}.`
  }

  recipeFor(scanner: JsonScanner): Recipe {
    const { telling } = this
    const { kinds } = scanner
    let absent = ''
    for (let place = 0; place < telling.length; place++) {
      const slot = telling[place] ?? 0
      if (kinds[slot] === ABSENT) absent += `${slot},`
    }
    if (absent === '' && this.whole !== null) return this.whole
    return this.makeRecipe(absent, scanner)
  }

  private makeRecipe(absent: string, { kinds }: JsonScanner): Recipe {
    const slots: number[] = []
    const first = this.settings.keyMode === 'record_value' ? this.keyColumns.length : 0
    for (let slot = first; slot < this.slots.length; slot++) {
      const isAbsent = kinds[slot] === ABSENT && this.telling.includes(slot)
      if (this.slots[slot] !== null && !isAbsent) slots.push(slot)
    }
    const key = slots.join(',')
    let recipe = this.recipes.get(key)
    if (recipe === undefined) {
      const columns = [...this.keyColumns, ...slots.flatMap((slot) => this.slots[slot]?.column ?? [])]
      if (columns.length === 0)
        throw new DataError(`No property of the value has a column in table ${this.target.sql}.`)
      const plan = {
        target: this.target,
        operation: this.settings.insertMode,
        columns,
        keyCount: this.keyColumns.length,
      }
      this.recipes.set(key, (recipe = { plan, slots }))
    }
    if (absent === '') this.whole = recipe
    return recipe
  }

  writeKey(out: CopyText, data: Buffer, scanner: JsonScanner, slot: number): void {
    const kind = scanner.kinds[slot] ?? ABSENT
    if (kind === ABSENT || kind === NULL)
      throw new DataError(
        `The primary key's field "${this.slots[slot]?.name}" is ${kind === NULL ? 'null' : 'missing'}.`,
      )
    this.write(out, data, scanner, slot)
  }

  write(out: CopyText, data: Buffer, scanner: JsonScanner, slot: number): void {
    const kind = scanner.kinds[slot] ?? ABSENT
    const target = this.slots[slot]
    if (kind === ABSENT || kind === NULL || target == null) return out.null()
    const start = scanner.starts[slot] ?? 0
    const end = scanner.ends[slot] ?? 0
    const isText = kind === STRING || kind === ESCAPED
    if (target.special !== null) return writeSpecial(out, data, start, end, target, isText)
    if (target.column.kind === 'json') {
      const quote = isText ? 1 : 0
      if (kind === ESCAPED || kind === NESTED) out.escaped(data, start - quote, end + quote)
      else out.verbatim(data, start - quote, end + quote)
    } else if (kind === ESCAPED) out.text(unescapeText(data.toString('utf8', start, end)))
    else if (kind === NESTED) {
      parsed(data.toString('utf8', start, end))
      out.escaped(data, start, end)
    } else out.verbatim(data, start, end)
  }
}

function writeSpecial(
  out: CopyText,
  data: Buffer,
  start: number,
  end: number,
  { special, column }: Slot,
  isText: boolean,
): void {
  const raw = data.toString('utf8', start, end)
  const value = isText ? unescapeText(raw) : exactValue(parsed(raw))
  if (isObjectValue(value)) throw misfit(column, 'An object')
  special?.(out, value)
}

/** Integers beyond 2^53 keep their digits. */
function exactValue(value: unknown): ConnectValue {
  if (Array.isArray(value)) return value.map(exactValue)
  return exactNumber(value) as ConnectValue
}

function parsed(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch {
    throw new DataError('The value is not JSON: brackets, commas or values in it are wrong.')
  }
}
