// Between Connect's schemas and PostgreSQL's columns: the types that columns are created with, and defaults. Pure.
import { DataError } from '@/lib/connectors/data/record'
import { logicalNames, type ConnectSchema, type ConnectValue } from '@/lib/connectors/data/schema'
import { unescapeCopy } from '@/lib/connectors/postgres-sink/copy-row'
import { CopyText } from '@/lib/connectors/postgres-sink/copy-text'
import { quoteText } from '@/lib/connectors/postgres-sink/identifiers'
import type { WriteValue } from '@/lib/connectors/postgres-sink/value-writer'

/** What the text of a value has to look like for a column; `plain`: as the type reads it. */
export type ColumnKind = 'plain' | 'json' | 'bytea' | 'array'

/** A column of the target as it is. */
export type Column = {
  name: string
  /** As format_type gives it: `numeric(10,2)`, `text[]`. */
  type: string
  kind: ColumnKind
  isNullable: boolean
  hasDefault: boolean
}

export const kindOf = (type: string): ColumnKind => {
  if (type.endsWith('[]')) return 'array'
  if (type === 'json' || type === 'jsonb') return 'json'
  return type === 'bytea' ? 'bytea' : 'plain'
}

const ofPrimitives = {
  INT8: 'SMALLINT',
  INT16: 'SMALLINT',
  INT32: 'INT',
  INT64: 'BIGINT',
  FLOAT32: 'REAL',
  FLOAT64: 'DOUBLE PRECISION',
  BOOLEAN: 'BOOLEAN',
  STRING: 'TEXT',
  BYTES: 'BYTEA',
} as const

const ofLogicals: Readonly<Record<string, string>> = {
  [logicalNames.decimal]: 'DECIMAL',
  [logicalNames.date]: 'DATE',
  [logicalNames.time]: 'TIME',
  [logicalNames.timestamp]: 'TIMESTAMP',
}

/** The type of a new column. Nested values are JSONB. */
export function typeForSchema(schema: ConnectSchema, isTimestamp = false): string {
  if (isTimestamp) return 'TIMESTAMP'
  const logical = schema.name === undefined ? undefined : ofLogicals[schema.name]
  if (logical !== undefined) return logical
  switch (schema.type) {
    case 'STRUCT':
    case 'MAP':
      return 'JSONB'
    case 'ARRAY': {
      const items = schema.valueSchema
      const isNested = !items || items.type === 'ARRAY' || items.type === 'STRUCT' || items.type === 'MAP'
      return isNested ? 'JSONB' : `${typeForSchema(items)}[]`
    }
    default:
      return ofPrimitives[schema.type]
  }
}

/** Types of the values that a property without a schema has had. */
export class InferredType {
  private type: string | null = null

  add(value: unknown): void {
    const next = typeOfValue(value)
    if (next !== null) this.type = this.type === null ? next : widest(this.type, next)
  }

  /** Null: nothing but nulls so far. */
  get(): string | null {
    return this.type
  }
}

const maxInt64 = 9_223_372_036_854_775_807n

function typeOfValue(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return 'TEXT'
    case 'boolean':
      return 'BOOLEAN'
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < Number(maxInt64) ? 'BIGINT' : 'DOUBLE PRECISION'
    case 'bigint':
      return value <= maxInt64 && value >= -maxInt64 - 1n ? 'BIGINT' : 'NUMERIC'
    default:
      return value === null || value === undefined ? null : 'JSONB'
  }
}

const numbers = ['SMALLINT', 'INT', 'BIGINT', 'REAL', 'DOUBLE PRECISION', 'NUMERIC']

/** The type that takes the values of both. */
export function widest(one: string, other: string): string {
  if (one === other) return one
  const ranks = [numbers.indexOf(one), numbers.indexOf(other)]
  if (!ranks.includes(-1)) return numbers[Math.max(...ranks)] ?? 'NUMERIC'
  return one === 'JSONB' || other === 'JSONB' ? 'JSONB' : 'TEXT'
}

/** A schema's default as SQL. */
export function defaultLiteral(value: ConnectValue, write: WriteValue): string {
  const out = new CopyText(256)
  write(out, value)
  return quoteText(unescapeCopy(out.bytes.toString('utf8', 0, out.length)))
}

export const misfit = (column: Column, what: string): DataError =>
  new DataError(`${what} does not fit column "${column.name}" of type ${column.type}.`)
