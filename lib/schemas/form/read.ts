// JSON into a form. What the form cannot show is refused with its place: nothing is lost by switching. Isomorphic.
import { isRawJson } from '@/lib/exact-json'
import {
  newDraft,
  newEntry,
  newItem,
  newValue,
  recordOf,
  type Draft,
  type Fill,
} from '@/lib/schemas/form/draft'
import type { FormField, FormModel, FormType } from '@/lib/schemas/form/model'
import { isObject, readJson, type Json, type JsonObject } from '@/lib/schemas/json-text'

/** Why data cannot stand in the form. `path` as the serializers say it: names and indexes between dots. */
export class FormMismatch extends Error {
  readonly path: string
  constructor(path: readonly string[], message: string) {
    super(message)
    this.path = path.join('.')
  }
}

/** @throws FormMismatch, or InvalidSchemaError when it is not JSON. */
export const readDraft = (model: FormModel, text: string): Draft =>
  read(model.root, readJson(text), { model, path: [] })

/** The form as it is opened, or filled with an example. */
export const openDraft = (model: FormModel, fill: Fill): Draft =>
  newDraft(model, fill, (type, initial) => readValue(model, type, initial))

/** The value of a field that was left out, of an item or entry that is added. */
export const freshValue = (model: FormModel, type: FormType): Draft =>
  newValue(model, type, (given, initial) => readValue(model, given, initial))

/** Null: the value does not fit the type. */
export function readValue(model: FormModel, type: FormType, value: Json): Draft | null {
  try {
    return read(type, value, { model, path: [] })
  } catch (error) {
    if (error instanceof FormMismatch) return null
    throw error
  }
}

type Reading = { model: FormModel; path: string[] }
const below = ({ model, path }: Reading, key: string): Reading => ({ model, path: [...path, key] })
const text = (value: string): Draft => ({ kind: 'text', text: value })

function read(type: FormType, value: Json, at: Reading): Draft {
  switch (type.kind) {
    case 'null':
      return value === null ? { kind: 'null' } : refuse('null', at)
    case 'boolean':
      return typeof value === 'boolean' ? text(String(value)) : refuse('true or false', at)
    case 'integer':
    case 'number':
      return text(numberText(type.kind, value, at))
    case 'text':
      return typeof value === 'string' ? text(value) : readLooseText(type, value, at)
    case 'choice': {
      const given = JSON.stringify(value)
      const isOne = type.values.some((one) => JSON.stringify(one) === given)
      return isOne ? text(given) : refuse(`one of ${type.values.map(shown).join(', ')}`, at)
    }
    case 'json':
      return text(JSON.stringify(value, null, 2))
    case 'list':
      if (!Array.isArray(value)) return refuse('a list', at)
      return {
        kind: 'list',
        items: value.map((item, index) => newItem(read(type.items, item, below(at, String(index))))),
      }
    case 'map':
      if (!isObject(value)) return refuse('an object', at)
      return { kind: 'map', entries: entriesOf(Object.entries(value), type.values, at) }
    case 'nullable':
      return value === null ? { kind: 'null' } : readTagged(type.tag, type.of, value, at)
    case 'union':
      return readUnion(type, value, at)
    case 'record':
      return isObject(value) ? readRecord(type.name, value, at) : refuse('an object', at)
  }
}

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

function refuse(wanted: string, { path }: Reading): never {
  throw new FormMismatch(path, `The form takes ${wanted} here.`)
}

function numberText(kind: 'integer' | 'number', value: Json, at: Reading): string {
  const isJson = at.model.schemaType === 'JSON'
  if (typeof value === 'number' || isRawJson(value)) return JSON.stringify(value)
  const pattern = kind === 'integer' ? /^-?\d+$/ : /^(NaN|-?Infinity)$/
  if (!isJson && typeof value === 'string' && pattern.test(value)) return value
  return refuse(kind === 'integer' ? 'a whole number' : 'a number', at)
}

/** Serializers take the number underneath of decimals and times too. */
function readLooseText(type: FormType & { kind: 'text' }, value: Json, at: Reading): Draft {
  const isNumber = typeof value === 'number' || isRawJson(value)
  return type.format === 'decimal' && isNumber ? text(JSON.stringify(value)) : refuse('text', at)
}

const entriesOf = (entries: [string, Json][], type: FormType, at: Reading) =>
  entries.map(([key, item]) => newEntry(key, read(type, item, below(at, key))))

/** {"string": "x"} as in Avro's own JSON, or the value alone. */
function readTagged(tag: string | null, type: FormType, value: Json, at: Reading): Draft {
  const inner = tag === null ? undefined : innerOf(value, tag)
  const tagged = inner === undefined ? null : readValue(at.model, type, inner)
  return tagged ?? read(type, value, at)
}

const innerOf = (value: Json, tag: string): Json | undefined =>
  isObject(value) && Object.keys(value).length === 1 && Object.hasOwn(value, tag) ? value[tag] : undefined

function readUnion({ branches }: FormType & { kind: 'union' }, value: Json, at: Reading): Draft {
  for (const [branch, { tag, type }] of branches.entries()) {
    const inner = tag === null ? undefined : innerOf(value, tag)
    const found = inner === undefined ? null : readValue(at.model, type, inner)
    if (found !== null) return { kind: 'union', branch, value: found }
  }
  for (const [branch, { type }] of branches.entries()) {
    const found = readValue(at.model, type, value)
    if (found !== null) return { kind: 'union', branch, value: found }
  }
  return refuse(branches.map(({ label }) => label).join(' or '), at)
}

function readRecord(name: string, value: JsonObject, at: Reading): Draft {
  const { fields, others } = recordOf(at.model, name)
  const known = new Set(fields.flatMap((field) => [field.name, ...field.aliases]))
  const rest = Object.entries(value).filter(([key]) => !known.has(key))
  const [unknown] = rest
  if (others === null && unknown)
    throw new FormMismatch([...at.path, unknown[0]], 'The schema has no such field.')
  return {
    kind: 'record',
    fields: fields.map((field) => readField(field, value, at)),
    others: others === null ? [] : entriesOf(rest, others.type, at),
  }
}

function readField(field: FormField, value: JsonObject, at: Reading): Draft | null {
  const key = [field.name, ...field.aliases].find((name) => Object.hasOwn(value, name))
  const given = key === undefined ? undefined : value[key]
  const here = below(at, field.name)
  // In Protobuf's JSON null is as left out.
  const isLeftOut =
    given === undefined ||
    (given === null && at.model.schemaType === 'PROTOBUF' && field.type.kind !== 'json')
  if (!isLeftOut) return read(field.type, given, here)
  if (field.isOptional) return null
  if (field.initial === undefined) return refuse('a value', here)
  return read(field.type, field.initial, here)
}
