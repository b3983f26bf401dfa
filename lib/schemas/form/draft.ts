// What stands in a form, finished or not: typed text as it was typed. JSON goes in (`readDraft`) and comes out (`writeDraft`),
// so that form and JSON are two views of the same data. Pure and isomorphic.
import type { FormField, FormModel, FormRecord, FormType, TextFormat } from '@/lib/schemas/form/model'
import type { Json } from '@/lib/schemas/json-text'

/** `id` tells items apart while they are moved and their keys are typed. */
export type DraftItem = { id: number; value: Draft }
export type DraftEntry = DraftItem & { key: string }
export type Draft =
  | { kind: 'null' }
  /** Of a boolean "true" or "false", of a choice the JSON of its value; empty: nothing yet. */
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: DraftItem[] }
  | { kind: 'map'; entries: DraftEntry[] }
  | { kind: 'union'; branch: number; value: Draft }
  /** By the order of the record's fields; null: left out. */
  | { kind: 'record'; fields: (Draft | null)[]; others: DraftEntry[] }

let lastId = 0
export const newItem = (value: Draft): DraftItem => ({ id: ++lastId, value })
export const newEntry = (key: string, value: Draft): DraftEntry => ({ id: ++lastId, key, value })

export const recordOf = (model: FormModel, name: string): FormRecord =>
  model.records[name] ?? { label: name, fields: [], others: null }

/** `empty`: defaults, and nothing that may be left out. `example`: something everywhere, of the right type. */
export type Fill = 'empty' | 'example'
type ReadInitial = (type: FormType, initial: Json) => Draft | null

const maxDepth = 12
/** Records inside of an example that are filled in although they could be left out. */
const exampleDepth = 3

export const newDraft = (model: FormModel, fill: Fill, readInitial: ReadInitial): Draft =>
  make(model.root, { model, fill, readInitial, depth: 0, around: [] })

export const newValue = (model: FormModel, type: FormType, readInitial: ReadInitial): Draft =>
  make(type, { model, fill: 'empty', readInitial, depth: 0, around: [] })

type Filling = { model: FormModel; fill: Fill; readInitial: ReadInitial; depth: number; around: string[] }

function make(type: FormType, filling: Filling): Draft {
  const isExample = filling.fill === 'example'
  switch (type.kind) {
    case 'null':
      return { kind: 'null' }
    case 'boolean':
      return { kind: 'text', text: 'false' }
    case 'integer':
      return { kind: 'text', text: isExample ? exampleInteger(type) : '' }
    case 'number':
      return { kind: 'text', text: isExample ? '0.5' : '' }
    case 'text':
      return { kind: 'text', text: isExample ? (type.example ?? examples[type.format]()) : '' }
    case 'choice':
      return {
        kind: 'text',
        text: isExample ? JSON.stringify(type.values[0] ?? null) : onlyValue(type.values),
      }
    case 'json':
      return { kind: 'text', text: isExample ? '{}' : '' }
    case 'list':
      return {
        kind: 'list',
        items: isExample && !isAround(type.items, filling) ? [newItem(make(type.items, filling))] : [],
      }
    case 'map':
      return {
        kind: 'map',
        entries:
          isExample && !isAround(type.values, filling) ? [newEntry('key', make(type.values, filling))] : [],
      }
    case 'nullable':
      return isExample && !isAround(type.of, filling) ? make(type.of, filling) : { kind: 'null' }
    case 'union': {
      const [first] = type.branches
      return first ? { kind: 'union', branch: 0, value: make(first.type, filling) } : { kind: 'null' }
    }
    case 'record':
      return makeRecord(type.name, filling)
  }
}

const onlyValue = (values: readonly Json[]): string => (values.length === 1 ? JSON.stringify(values[0]) : '')

const isAround = (type: FormType, { around }: Filling): boolean =>
  type.kind === 'record' && (around.includes(type.name) || around.length > exampleDepth)

function makeRecord(name: string, filling: Filling): Draft {
  const { model, depth, around } = filling
  if (depth > maxDepth) return { kind: 'record', fields: [], others: [] }
  const below = { ...filling, depth: depth + 1, around: [...around, name] }
  const taken = new Set<string>()
  const fields = recordOf(model, name).fields.map((field): Draft | null => {
    if (field.oneof !== null && taken.has(field.oneof)) return null
    const draft = makeField(field, below)
    if (draft !== null && field.oneof !== null) taken.add(field.oneof)
    return draft
  })
  return { kind: 'record', fields, others: [] }
}

function makeField(field: FormField, filling: Filling): Draft | null {
  const isExample = filling.fill === 'example'
  if (field.initial !== undefined && !(isExample && isEmpty(field.initial))) {
    const given = filling.readInitial(field.type, field.initial)
    if (given !== null) return given
  }
  if (field.isOptional && (!isExample || isAround(field.type, filling))) return null
  return make(field.type, filling)
}

const isEmpty = (initial: Json): boolean =>
  initial === null ||
  initial === '' ||
  initial === 0 ||
  (typeof initial === 'object' && Object.keys(initial).length === 0)

function exampleInteger({ min, max }: { min: string | null; max: string | null }): string {
  if (min !== null && BigInt(min) > 1n) return min
  return max !== null && BigInt(max) < 1n ? max : '1'
}

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`
const examples: Record<TextFormat, () => string> = {
  plain: () => 'text',
  base64: () => '',
  date: () => now().slice(0, 10),
  time: () => '12:00:00',
  instant: now,
  'local-instant': () => now().slice(0, -1),
  uuid: () => crypto.randomUUID(),
  decimal: () => '0',
  duration: () => '0s',
}
