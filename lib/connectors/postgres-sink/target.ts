// The target's tables as they are, and the statements that bring a batch of rows into one. Pure.
import type { Column } from '@/lib/connectors/postgres-sink/column-types'
import { quoteName, type TableName } from '@/lib/connectors/postgres-sink/identifiers'

export type Target = {
  name: TableName
  /** Quoted. */
  sql: string
  columns: readonly Column[]
  /** COPY can write to it: no view, rule or row-level security in the way. */
  canCopy: boolean
}

/** The column of this name, else the first that differs in case only. */
export const findColumn = (target: Target, name: string): Column | undefined =>
  target.columns.find((column) => column.name === name) ??
  target.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())

export type Operation = 'insert' | 'upsert' | 'update' | 'delete'

/** How rows of one form go into a table. Known by its identity. */
export type Plan = {
  target: Target
  operation: Operation
  /** In the order of a row's fields: those of the key first. */
  columns: readonly Column[]
  keyCount: number
}

export const needsStage = ({ target, operation }: Plan): boolean => operation !== 'insert' || !target.canCopy

const listOf = (columns: readonly Column[]): string => columns.map(({ name }) => quoteName(name)).join(', ')

/** A table of the session with the target's columns and none of its rules. */
export const stageDefinition = (stage: string, { columns }: Target): string =>
  `CREATE TEMP TABLE ${stage} (${columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', ')}) ON COMMIT DELETE ROWS`

/** `stage`: empty before and after. Without a stage, rows go to the table itself. */
export function statementsOf(plan: Plan, stage: string | null): string[] {
  const { target, columns } = plan
  const copy = `COPY ${stage ?? target.sql} (${listOf(columns)}) FROM STDIN`
  return stage === null ? [copy] : [copy, ...mergeOf(plan, stage)]
}

function mergeOf({ target, operation, columns, keyCount }: Plan, stage: string): string[] {
  const all = listOf(columns)
  const keys = columns.slice(0, keyCount)
  const others = columns.slice(keyCount)
  const sameKey = keys.map(({ name }) => `t.${quoteName(name)} = s.${quoteName(name)}`).join(' AND ')
  const insert = `INSERT INTO ${target.sql} (${all}) SELECT ${all} FROM ${stage}`
  switch (operation) {
    case 'insert':
      return [insert]
    case 'upsert': {
      const set = others.map(({ name }) => `${quoteName(name)} = EXCLUDED.${quoteName(name)}`).join(', ')
      // In the order of the index: a fifth cheaper, and no two transactions lock each other out.
      return [
        `${insert} ORDER BY ${listOf(keys)} ON CONFLICT (${listOf(keys)}) DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`,
      ]
    }
    case 'update': {
      const set = others.map(({ name }) => `${quoteName(name)} = s.${quoteName(name)}`).join(', ')
      return set === '' ? [] : [`UPDATE ${target.sql} t SET ${set} FROM ${stage} s WHERE ${sameKey}`]
    }
    case 'delete':
      return [`DELETE FROM ${target.sql} t USING ${stage} s WHERE ${sameKey}`]
  }
}
