// What auto.create and auto.evolve run: statements, and the table as it is behind them. Pure.
import { kindOf } from '@/lib/connectors/postgres-sink/column-types'
import { quoteName, quoteTable, type TableName } from '@/lib/connectors/postgres-sink/identifiers'
import { findColumn, type Target } from '@/lib/connectors/postgres-sink/target'

/** A column that records need: made where it is missing. */
export type NeededColumn = {
  name: string
  type: string
  isKey: boolean
  isNullable: boolean
  /** SQL. */
  default: string | null
}

/** As statements define it. */
const definition = ({ name, type, default: value, ...column }: NeededColumn): string =>
  `${quoteName(name)} ${type}${value === null ? '' : ` DEFAULT ${value}`}${isRequired(column) ? ' NOT NULL' : ' NULL'}`

const isRequired = ({ isKey, isNullable }: Pick<NeededColumn, 'isKey' | 'isNullable'>): boolean =>
  isKey || !isNullable

export function createStatement(name: TableName, columns: readonly NeededColumn[]): string {
  const keys = columns.filter(({ isKey }) => isKey).map((column) => quoteName(column.name))
  const key = keys.length === 0 ? '' : `, PRIMARY KEY (${keys.join(', ')})`
  return `CREATE TABLE ${quoteTable(name)} (${columns.map(definition).join(', ')}${key})`
}

/** Nothing is dropped or given another type, and no key grows. */
export const addableColumns = (target: Target, needed: readonly NeededColumn[]): NeededColumn[] =>
  needed.filter(
    ({ name, isKey, isNullable, default: value }) =>
      findColumn(target, name) === undefined && !isKey && (isNullable || value !== null),
  )

export const evolveStatement = (target: Target, added: readonly NeededColumn[]): string =>
  `ALTER TABLE ${target.sql} ${added.map((column) => `ADD COLUMN IF NOT EXISTS ${definition(column)}`).join(', ')}`

/** The table once the columns were made, without a look at it. */
export function targetWith(name: TableName, before: Target | null, added: readonly NeededColumn[]): Target {
  const columns = added.map((column) => ({
    name: column.name,
    type: column.type,
    kind: kindOf(column.type.toLowerCase()),
    isNullable: !isRequired(column),
    hasDefault: column.default !== null,
  }))
  return before === null
    ? { name, sql: quoteTable(name), columns, canCopy: true }
    : { ...before, columns: [...before.columns, ...columns] }
}
