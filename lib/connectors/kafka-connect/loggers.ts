// Log levels of the worker, changed while it runs, by the names that Kafka Connect's clients send.
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'

const levels: Record<string, string> = {
  FATAL: 'fatal',
  ERROR: 'error',
  WARN: 'warn',
  INFO: 'info',
  DEBUG: 'debug',
  TRACE: 'trace',
  OFF: 'silent',
}

export type LoggerLevel = { level: string; last_modified: number | null }
/** There is one for the whole worker. */
const root = 'root'
let changedAt: number | null = null

const present = (): LoggerLevel => ({
  level: Object.entries(levels).find(([, own]) => own === log.level)?.[0] ?? 'INFO',
  last_modified: changedAt,
})

export const listLoggers = (): Record<string, LoggerLevel> => ({ [root]: present() })

export function getLogger(name: string): LoggerLevel {
  if (name !== root) throw new AppError('not_found', `Logger ${name} not found.`)
  return present()
}

/** Names of the loggers that were changed. */
export function setLevel(name: string, level: string): string[] {
  const own = levels[level.toUpperCase()]
  if (own === undefined) throw new AppError('not_found', `invalid log level '${level}'.`)
  if (name !== root) return []
  log.level = own
  changedAt = Date.now()
  return [root]
}
