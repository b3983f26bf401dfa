// One record that could not be used: where it lies, what was done with it, what went wrong. Words for logs and traces.
import { DataError, type RecordStage } from '@/lib/connectors/data/record'
import type { ErrorPolicy } from './error-policy'
import { TaskFailure, type LogLevel } from './runtime'

export type FailedRecord = {
  stage: RecordStage
  /** Java's name of what was at work, as it stands in dead letters. */
  className: string
  error: Error
  /** Null: a source's own record, which lies nowhere yet. */
  origin: { topic: string; partition: number; offset: number } | null
}

const LOGGED_AT_ONCE = 5

const doing: Record<RecordStage, string> = {
  TRANSFORMATION: 'cannot be transformed',
  KEY_CONVERTER: 'has a key that cannot be read',
  VALUE_CONVERTER: 'has a value that cannot be read',
  HEADER_CONVERTER: 'has headers that cannot be read',
  TASK_PUT: 'was refused by the target',
}

export const nameOfRecord = ({ origin }: Pick<FailedRecord, 'origin'>): string =>
  origin === null ? 'A record' : `Record ${origin.offset} of ${origin.topic}-${origin.partition}`

const wordsOf = (failed: FailedRecord, name = nameOfRecord(failed)): string =>
  `${name} ${doing[failed.stage]}: ${failed.error.message.replace(/[^.!?]$/, '$&.')}`

/** Of the first that is not tolerated. */
export const intolerable = (failed: FailedRecord): TaskFailure =>
  new TaskFailure(
    `${wordsOf(failed)} The task stops at it, since errors.tolerance is none (stage ${failed.stage}, ${failed.className}).`,
    true,
    { cause: failed.error },
  )

export function logFailed(
  failed: readonly FailedRecord[],
  { isLogged, namesRecords }: Pick<ErrorPolicy, 'isLogged' | 'namesRecords'>,
  log: (level: LogLevel, message: string) => void,
): void {
  if (!isLogged) return
  for (const one of failed.slice(0, LOGGED_AT_ONCE))
    log(
      'ERROR',
      `${namesRecords ? wordsOf(one) : wordsOf(one, 'A record')} (stage ${one.stage}, ${one.className})`,
    )
  if (failed.length > LOGGED_AT_ONCE)
    log('ERROR', `${failed.length - LOGGED_AT_ONCE} more records in the same batch could not be used.`)
}

/** Java's name of an exception, where transforms and converters know it; else what Connect itself would throw. */
export function exceptionClassOf(error: Error): string {
  if ('javaClass' in error && typeof error.javaClass === 'string') return error.javaClass
  return error instanceof DataError
    ? 'org.apache.kafka.connect.errors.DataException'
    : 'org.apache.kafka.connect.errors.ConnectException'
}
