// How much there may be of what: the one place. Verbs ask `requireRoom` before they add; /service-quota/v1 tells the same numbers.
import type { Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'

export type QuotaScope = 'ORGANIZATION' | 'ENVIRONMENT' | 'KAFKA_CLUSTER'
export type QuotaCode =
  | 'environments_per_org'
  | 'service_accounts_per_org'
  | 'users_per_org'
  | 'invitations_per_org'
  | 'apikeys_per_org'
  | 'role_bindings_per_org'
  | 'kafka_clusters_per_environment'

type Quota = { scope: QuotaScope; limit: number; things: string; place: string; remedy: string }

export const quotas: Readonly<Record<QuotaCode, Quota>> = {
  environments_per_org: {
    scope: 'ORGANIZATION',
    limit: 1000,
    things: 'environments',
    place: 'an organization',
    remedy: 'Delete environments that nobody uses.',
  },
  service_accounts_per_org: {
    scope: 'ORGANIZATION',
    limit: 10_000,
    things: 'service accounts',
    place: 'an organization',
    remedy: 'Delete service accounts that nobody uses.',
  },
  users_per_org: {
    scope: 'ORGANIZATION',
    limit: 10_000,
    things: 'users',
    place: 'an organization',
    remedy: 'Remove users who have left.',
  },
  invitations_per_org: {
    scope: 'ORGANIZATION',
    limit: 1000,
    things: 'invitations',
    place: 'an organization',
    remedy: 'Delete invitations that are no longer wanted.',
  },
  apikeys_per_org: {
    scope: 'ORGANIZATION',
    limit: 10_000,
    things: 'API keys',
    place: 'an organization',
    remedy: 'Delete keys that nobody uses.',
  },
  role_bindings_per_org: {
    scope: 'ORGANIZATION',
    limit: 20_000,
    things: 'role bindings',
    place: 'an organization',
    remedy: 'Delete role bindings, or bind a role one level higher.',
  },
  kafka_clusters_per_environment: {
    scope: 'ENVIRONMENT',
    limit: 20,
    things: 'Kafka clusters',
    place: 'an environment',
    remedy: 'Delete a cluster, or use another environment.',
  },
}

/** Nothing frees itself within seconds; clients that retry by themselves come back late and give up soon. */
const retryAfterSeconds = 10

export const quotaExceeded = (code: QuotaCode): AppError => {
  const { place, limit, things, remedy } = quotas[code]
  return new AppError(
    'quota',
    `The request would exceed the quota ${code}: ${place} holds at most ${limit} ${things}. ${remedy}`,
    { details: { retryAfterSeconds, quota: code } },
  )
}

/**
 * Refuses when one more would be too many. Within the transaction that adds: those who add to the same holder
 * (an organization, an environment) wait for one another, so that together they do not exceed it either.
 */
export async function requireRoom(
  tx: Tx,
  code: QuotaCode,
  holderId: string,
  count: (tx: Tx) => Promise<number>,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${code}|${holderId}`}, 0))`
  if ((await count(tx)) >= quotas[code].limit) throw quotaExceeded(code)
}
