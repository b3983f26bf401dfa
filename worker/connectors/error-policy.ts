// What becomes of records that cannot be used, as the configuration says in Kafka Connect's words. Managed connectors have
// other values where nothing is given, and some that cannot be changed.
import { TaskFailure, type TaskAssignment } from './runtime'

export type ErrorPolicy = {
  toleratesAll: boolean
  isLogged: boolean
  /** The log says which record it was. */
  namesRecords: boolean
  /** Longest pause between two attempts. */
  retryDelayMaxMs: number
  /** How long converters are tried again while the registry is away. */
  convertTimeoutMs: number
  /** How long a target that is away is tried again. */
  putTimeoutMs: number
}

export type DeadLetterPolicy = {
  topic: string
  /** Null: the cluster's default. */
  replicationFactor: number | null
  hasContextHeaders: boolean
}

/** A registry that restarts with the worker is no reason to fail, whatever Kafka Connect's default says. */
const RESTART_MS = 30_000

type Given = Pick<TaskAssignment, 'config' | 'dialect' | 'kind' | 'connectorId'>

export function readErrorPolicy({ config, dialect, kind }: Given): ErrorPolicy {
  const isManaged = dialect === 'managed'
  const tolerance = config['errors.tolerance'] ?? (isManaged && kind === 'sink' ? 'all' : 'none')
  return {
    toleratesAll: tolerance === 'all',
    isLogged: isManaged || config['errors.log.enable'] === 'true',
    namesRecords: isManaged || config['errors.log.include.messages'] === 'true',
    retryDelayMaxMs: numberOf(config['errors.retry.delay.max.ms']) ?? (isManaged ? 30_000 : 60_000),
    ...retryTimeouts(numberOf(config['errors.retry.timeout']) ?? (isManaged ? -1 : 0)),
  }
}

/** -1: endless. 0: as Kafka Connect, whose sinks try a target that is away for ever, and converters not at all. */
function retryTimeouts(given: number): Pick<ErrorPolicy, 'convertTimeoutMs' | 'putTimeoutMs'> {
  if (given < 0) return { convertTimeoutMs: Infinity, putTimeoutMs: Infinity }
  if (given === 0) return { convertTimeoutMs: RESTART_MS, putTimeoutMs: Infinity }
  return { convertTimeoutMs: given, putTimeoutMs: given }
}

/** Throws what ends the task once something has been tried again since `begunAt` for as long as it may. */
export function requireTimeLeft(error: Error, begunAt: number, timeoutMs: number): void {
  if (performance.now() - begunAt < timeoutMs) return
  throw new TaskFailure(
    `${error.message} It was tried again for ${timeoutMs / 1_000} s, as errors.retry.timeout says.`,
    true,
    { cause: error },
  )
}

/** Null: bad records are passed over, or fail the task, but are kept nowhere. */
export function readDeadLetterPolicy({ config, dialect, kind, connectorId }: Given): DeadLetterPolicy | null {
  const isManaged = dialect === 'managed'
  if (kind === 'source') return null
  const name = config['errors.deadletterqueue.topic.name'] ?? (isManaged ? 'dlq-${connector}' : '')
  if (name.trim() === '') return null
  const factor = numberOf(config['errors.deadletterqueue.topic.replication.factor'])
  return {
    topic: name.trim().replaceAll('${connector}', connectorId),
    replicationFactor: isManaged || factor === null || factor < 1 ? null : factor,
    hasContextHeaders: isManaged || config['errors.deadletterqueue.context.headers.enable'] === 'true',
  }
}

function numberOf(text: string | undefined): number | null {
  const number = Number(text?.trim() || Number.NaN)
  return Number.isFinite(number) ? number : null
}
