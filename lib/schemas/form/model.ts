// What a form needs to know of a schema to take one record: the same for Avro, JSON Schema and Protobuf. Isomorphic.
import type { Json } from '@/lib/schemas/json-text'
import type { SchemaType } from '@/lib/schemas/references'

export type TextFormat =
  'plain' | 'base64' | 'date' | 'time' | 'instant' | 'local-instant' | 'uuid' | 'decimal' | 'duration'

type FormBranch = { label: string; tag: string | null; type: FormType }

export type FormType =
  | { kind: 'null' }
  | { kind: 'boolean' }
  /** Bounds as text: they may lie beyond what a number holds. */
  | { kind: 'integer'; min: string | null; max: string | null }
  | { kind: 'number' }
  | { kind: 'text'; format: TextFormat; example: string | null }
  | { kind: 'choice'; values: Json[] }
  | { kind: 'list'; items: FormType }
  | { kind: 'map'; values: FormType }
  /** Null, or a value. `tag`: the name that Avro's JSON may put around it. */
  | { kind: 'nullable'; of: FormType; tag: string | null }
  /** `tag`: written around the value, so that it is plain which branch is meant. */
  | { kind: 'union'; branches: FormBranch[] }
  /** A record of the model's `records`: so one may hold itself. */
  | { kind: 'record'; name: string }
  /** Whatever JSON has. */
  | { kind: 'json' }

export type FormField = {
  name: string
  /** Other names that the data may have it by. */
  aliases: string[]
  doc: string | null
  type: FormType
  /** May be left out. */
  isOptional: boolean
  /** What a new record starts with, and what data that lacks the field means where that is not optional. */
  initial: Json | undefined
  /** At most one field of the group of this name has a value. */
  oneof: string | null
}

export type FormRecord = {
  label: string
  fields: FormField[]
  /** What properties without a name in the schema have to be; null: there may be none. */
  others: { type: FormType; isOffered: boolean } | null
}

export type FormModel = { schemaType: SchemaType; root: FormType; records: Record<string, FormRecord> }

/** A form of more fields helps nobody: its data is JSON then. */
const maxFormFields = 2000
const maxModelLength = 1_000_000

export const anyJson: FormType = { kind: 'json' }
export const text = (format: TextFormat = 'plain', example: string | null = null): FormType => ({
  kind: 'text',
  format,
  example,
})

export const integerOf = (bits: 32 | 64, isUnsigned = false): FormType => {
  const half = 2n ** BigInt(bits - 1)
  const [min, max] = isUnsigned ? [0n, half * 2n - 1n] : [-half, half - 1n]
  return { kind: 'integer', min: String(min), max: String(max) }
}

/** Records by name, each made once; a record that holds itself finds itself there. */
export class FormRecords {
  readonly records: Record<string, FormRecord> = {}
  private fields = 0

  /** Gives the type that stands for the record. */
  add(name: string, label: string, make: () => Omit<FormRecord, 'label'>): FormType {
    if (Object.hasOwn(this.records, name)) return { kind: 'record', name }
    const record: FormRecord = { label, fields: [], others: null }
    this.records[name] = record
    Object.assign(record, make())
    this.fields += record.fields.length
    return { kind: 'record', name }
  }

  /** The model, or one of plain JSON where a form would be too large. */
  finish(schemaType: SchemaType, root: FormType): FormModel {
    const model: FormModel = { schemaType, root, records: this.records }
    const isTooLarge = this.fields > maxFormFields || JSON.stringify(model).length > maxModelLength
    return isTooLarge ? { schemaType, root: anyJson, records: {} } : model
  }
}
