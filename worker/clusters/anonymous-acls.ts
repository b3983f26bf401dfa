// What everybody may on the loopback listener without authentication, while it is on: what a tutorial needs.
import { readListeners } from '@/lib/clusters/listeners'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { AclBinding } from '@/lib/kafka'

const resources = [
  ['TOPIC', '*'],
  ['GROUP', '*'],
  ['TRANSACTIONAL_ID', '*'],
  ['CLUSTER', 'kafka-cluster'],
] as const

const clusterOperations = ['CREATE', 'DESCRIBE', 'IDEMPOTENT_WRITE'] as const

export function anonymousAcls(cluster: Pick<KafkaCluster, 'provider' | 'listeners'>): AclBinding[] {
  if (cluster.provider !== 'LOCAL' || !readListeners(cluster).hasAnonymous) return []
  return resources.flatMap(([resourceType, resourceName]) =>
    (resourceType === 'CLUSTER' ? clusterOperations : (['ALL'] as const)).map((operation) => ({
      resourceType,
      resourceName,
      patternType: 'LITERAL' as const,
      principal: 'User:ANONYMOUS',
      host: '*',
      operation,
      permission: 'ALLOW' as const,
    })),
  )
}
