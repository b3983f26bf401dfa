import type { AvroField, AvroFixed, AvroPrimitive, AvroSchema, LogicalType } from '@/lib/schemas/avro/model'
import { shortName } from '@/lib/schemas/avro/model'
import {
  FormRecords,
  integerOf,
  text,
  type FormField,
  type FormModel,
  type FormType,
  type TextFormat,
} from '@/lib/schemas/form/model'
import { defaultToJson } from '@/lib/serdes/avro-default'
import { branchName } from '@/lib/serdes/avro-leaf'

export function avroForm(root: AvroSchema): FormModel {
  const records = new FormRecords()
  return records.finish('AVRO', typeOf(root, records))
}

function typeOf(schema: AvroSchema, records: FormRecords): FormType {
  switch (schema.kind) {
    case 'record':
      return records.add(schema.name, shortName(schema.name), () => ({
        fields: schema.fields.map((field) => fieldOf(field, records)),
        others: null,
      }))
    case 'array':
      return { kind: 'list', items: typeOf(schema.items, records) }
    case 'map':
      return { kind: 'map', values: typeOf(schema.values, records) }
    case 'enum':
      return { kind: 'choice', values: schema.symbols }
    case 'union':
      return unionOf(schema.branches, records)
    default:
      return scalarOf(schema, records)
  }
}

function fieldOf(field: AvroField, records: FormRecords): FormField {
  return {
    name: field.name,
    aliases: [],
    doc: field.doc,
    type: typeOf(field.type, records),
    isOptional: false,
    initial: field.default === undefined ? undefined : defaultToJson(field.type, field.default, {}),
    oneof: null,
  }
}

function unionOf(branches: AvroSchema[], records: FormRecords): FormType {
  const named = branches
    .filter(({ kind }) => kind !== 'null')
    .map((branch) => ({
      label: shortName(branchName(branch)),
      tag: branchName(branch),
      type: typeOf(branch, records),
    }))
  const [only] = named
  const of: FormType =
    named.length === 1 && only
      ? only.type
      : named.length === 0
        ? { kind: 'null' }
        : { kind: 'union', branches: named }
  if (named.length === branches.length || named.length === 0) return of
  return { kind: 'nullable', of, tag: named.length === 1 && only ? only.tag : null }
}

const formats: Partial<Record<LogicalType['name'], TextFormat>> = {
  decimal: 'decimal',
  date: 'date',
  uuid: 'uuid',
  'time-millis': 'time',
  'time-micros': 'time',
  'timestamp-millis': 'instant',
  'timestamp-micros': 'instant',
  'timestamp-nanos': 'instant',
  'local-timestamp-millis': 'local-instant',
  'local-timestamp-micros': 'local-instant',
  'local-timestamp-nanos': 'local-instant',
}

function scalarOf(schema: AvroPrimitive | AvroFixed, records: FormRecords): FormType {
  const { logical, kind } = schema
  if (logical?.name === 'duration') return durationOf(records)
  if (logical?.name === 'decimal') return text('decimal', (0).toFixed(Math.min(logical.scale, 100)))
  const format = logical === null ? undefined : formats[logical.name]
  if (format !== undefined) return text(format)
  switch (kind) {
    case 'null':
    case 'boolean':
      return { kind }
    case 'int':
      return integerOf(32)
    case 'long':
      return integerOf(64)
    case 'float':
    case 'double':
      return { kind: 'number' }
    case 'string':
      return text()
    case 'bytes':
      return text('base64')
    case 'fixed':
      return text('base64', Buffer.alloc(schema.kind === 'fixed' ? schema.size : 0).toString('base64'))
  }
}

const durationOf = (records: FormRecords): FormType =>
  records.add('duration', 'duration', () => ({
    fields: ['months', 'days', 'millis'].map((name) => ({
      name,
      aliases: [],
      doc: null,
      type: integerOf(32, true),
      isOptional: false,
      initial: 0,
      oneof: null,
    })),
    others: null,
  }))
