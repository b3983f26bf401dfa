// What PostgreSQL's refusals mean for a sink: a bad record, a pause, or the end of the task.
import { errorMessage } from '@/lib/errors'
import { RetriableFailure, TaskFailure } from '@/worker/connectors/runtime'

/** As far as we read it; https://www.postgresql.org/docs/current/protocol-error-fields.html */
export type PostgresError = Error & { code: string; where?: string; detail?: string; hint?: string }

export const isPostgresError = (error: unknown): error is PostgresError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code)

/** A row cannot be stored, whatever state the server is in. 21000: two rows with one key in a statement. */
export const isRowRefusal = (error: unknown): error is PostgresError =>
  isPostgresError(error) &&
  (/^(21|22|23|44|P0)/.test(error.code) || ['54000', '42804', '0A000', '2F004'].includes(error.code))

/** The line of COPY's data that was refused, from 1. */
export function refusedLine(error: PostgresError): number | null {
  const line = /\bline (\d+)/.exec(error.where ?? '')?.[1]
  return line === undefined || !(error.where ?? '').startsWith('COPY') ? null : Number(line)
}

/** Rows or locks that will not be in the way the next time. */
export const isConflict = (error: unknown): boolean =>
  isPostgresError(error) && ['40001', '40P01'].includes(error.code)

/** Metadata that we kept is old: the table was dropped or changed behind our back. */
export const isStaleTable = (error: unknown): boolean =>
  isPostgresError(error) && ['42P01', '42703', '42704'].includes(error.code)

// Classes: connection, resources, transaction rollback, operator intervention, system. 55P03: lock timeout. 25006: a standby.
const passing = /^(08|53|40|57|58)|^(55P03|25006|25P03|25P04|3D001)$/

/** The server's state refuses it, not the statement. */
export const isPassing = (error: PostgresError): boolean => passing.test(error.code)

const remedies: Readonly<Record<string, string>> = {
  '42501': 'Grant the right to the connection user (or connect as another), then restart the task.',
  '42P10':
    'The table has no primary key or unique constraint on exactly these columns: add one, or change pk.fields, then restart the task.',
  '3F000': 'Create the schema, or change table.name.format, then restart the task.',
  '42P01': 'Create the table, or set auto.create to true, then restart the task.',
  '28P01': 'Correct the connection user or its password.',
  '28000': 'Let the server accept this user, database and address (pg_hba.conf), or require TLS.',
  '3D000': 'Correct the database name, or create the database.',
}

export const describePostgres = (error: PostgresError): string => {
  // The row itself is in the dead letter, and has no business in logs.
  const isRow = error.detail?.startsWith('Failing row') ?? true
  const detail = isRow ? '' : ` ${error.detail}`
  return `${error.message.replace(/\.$/, '')} (SQLSTATE ${error.code}).${detail}`
}

/** Of the socket, or pg's own words for a connection that has gone. */
const isBroken = (error: Error): boolean =>
  ('syscall' in error && 'code' in error) ||
  /Connection terminated|connection error|not queryable|Connection ended|timeout|socket/i.test(error.message)

/** For everything that is no row's fault. */
export function failureOf(error: unknown): Error {
  if (error instanceof TaskFailure || error instanceof RetriableFailure) return error
  if (!(error instanceof Error)) return new Error(String(error))
  if (!isPostgresError(error) && !isBroken(error)) return error
  if (!isPostgresError(error))
    return new RetriableFailure(`The connection to the database was lost: ${errorMessage(error)}`, {
      cause: error,
    })
  const words = describePostgres(error)
  if (isPassing(error))
    return new RetriableFailure(`The database cannot take the records now: ${words}`, { cause: error })
  const remedy = remedies[error.code] ?? 'Correct the table or the settings, then restart the task.'
  return new TaskFailure(`The database refuses the connector's statement: ${words} ${remedy}`, true, {
    cause: error,
  })
}
