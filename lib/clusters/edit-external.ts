import { closeKafka, testConnection } from '@/lib/kafka'
import { externalConnection, externalPasswordPlace } from '@/lib/clusters/connection'
import { readExternal, type StoredExternal } from '@/lib/clusters/external'
import type { ExternalKafka } from '@/lib/clusters/external-schema'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { findSecret } from '@/lib/secrets/store'

const path = 'spec.external.bootstrap_servers'
const refused = (message: string, at = path): AppError =>
  new AppError('invalid', message, { fields: [{ path: at, message }] })

/**
 * Tries the new way to an attached cluster before it replaces the old one; a password that is left out is the stored one.
 * Another Kafka cluster behind the new address is refused: keys and ACLs are on the present one.
 */
export async function checkEdit(
  cluster: KafkaCluster,
  { sasl_password: given, ...stored }: ExternalKafka,
): Promise<void> {
  const password = given ?? (await keptPassword(cluster, stored))
  if (stored.security_protocol.startsWith('SASL_') && password === undefined)
    throw refused(passwordNeeded, 'spec.external.sasl_password')
  const clusterId = await requireReachable(cluster.id, stored, password)
  if (cluster.kafkaClusterId !== null && clusterId !== cluster.kafkaClusterId)
    throw new AppError(
      'conflict',
      `Another Kafka cluster (${clusterId}) answers there, not ${cluster.kafkaClusterId}. Attach it as a cluster of its own.`,
    )
}

export const passwordNeeded =
  'Enter the password again: the stored one goes to the servers that it was given for, and to no others.'

/** The stored password, for the very servers that it was given for: whoever may edit a cluster must not carry it elsewhere. */
export async function keptPassword(cluster: KafkaCluster, next: StoredExternal): Promise<string | undefined> {
  const present = readExternal(cluster)
  const isSamePlace =
    present !== null &&
    (['bootstrap_servers', 'security_protocol', 'sasl_mechanism', 'ssl_ca_pem'] as const).every(
      (field) => (present[field] ?? '') === (next[field] ?? ''),
    )
  return isSamePlace ? ((await findSecret(externalPasswordPlace(cluster.id))) ?? undefined) : undefined
}

/** Answers the id of the Kafka cluster, or throws with the layer that failed. */
export async function requireReachable(
  id: string,
  stored: StoredExternal,
  password: string | undefined,
): Promise<string> {
  const testId = `test-${id}`
  try {
    const result = await testConnection(externalConnection(testId, stored, password))
    if (result.ok) return result.clusterId
    throw new AppError('invalid', 'The cluster could not be reached.', {
      fields: [{ path, message: `${result.layer}: ${result.message}` }],
    })
  } finally {
    await closeKafka(testId)
  }
}
