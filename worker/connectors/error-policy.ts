// What becomes of records that cannot be used, as the configuration says in Kafka Connect's words. Managed connectors have
// other values where nothing is given, and some that cannot be changed.
import type { TaskAssignment } from './runtime'

export type ErrorPolicy = {
  toleratesAll: boolean
  isLogged: boolean
  /** Longest pause between two attempts. */
  retryDelayMaxMs: number
}

export type DeadLetterPolicy = {
  topic: string
  /** Null: the cluster's default. */
  replicationFactor: number | null
  hasContextHeaders: boolean
}

type Given = Pick<TaskAssignment, 'config' | 'dialect' | 'kind' | 'connectorId'>

export function readErrorPolicy({ config, dialect, kind }: Given): ErrorPolicy {
  const isManaged = dialect === 'managed'
  const tolerance = config['errors.tolerance'] ?? (isManaged && kind === 'sink' ? 'all' : 'none')
  return {
    toleratesAll: tolerance === 'all',
    isLogged: isManaged || config['errors.log.enable'] === 'true',
    retryDelayMaxMs: isManaged ? 30_000 : (numberOf(config['errors.retry.delay.max.ms']) ?? 60_000),
  }
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
