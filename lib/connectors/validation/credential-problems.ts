import { findActorByApiKey } from '@/lib/api-keys/find-actor'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { isMasked, type ConfigProblem, type ConnectorConfig } from '@/lib/connectors/config/read-config'

/** The key must belong to this cluster and the secret to the key; masked values were checked when they were given. */
export async function credentialProblems(
  cluster: KafkaCluster,
  config: ConnectorConfig,
): Promise<ConfigProblem[]> {
  if (config['kafka.auth.mode'] === 'SERVICE_ACCOUNT') return accountProblems(cluster, config)
  const id = config['kafka.api.key']?.trim() ?? ''
  const secret = config['kafka.api.secret']?.trim() ?? ''
  if (id === '' || secret === '' || isMasked(id) || isMasked(secret)) return []
  const key = await db.apiKey.findFirst({
    where: { id, organizationId: cluster.organizationId, deletedAt: null },
    select: { resourceId: true, resourceKind: true },
  })
  if (!key)
    return [
      { name: 'kafka.api.key', message: `There is no API key ${id.slice(0, 40)}. It may have been deleted.` },
    ]
  if (key.resourceId !== cluster.id && key.resourceKind !== 'Global')
    return [
      {
        name: 'kafka.api.key',
        message: `API key ${id} is not a key of cluster ${cluster.id}. Use one of this cluster.`,
      },
    ]
  if (await findActorByApiKey(id, secret)) return []
  return [
    {
      name: 'kafka.api.secret',
      message: `This is not the secret of API key ${id}, or the key's owner is not active.`,
    },
  ]
}

async function accountProblems(cluster: KafkaCluster, config: ConnectorConfig): Promise<ConfigProblem[]> {
  const id = config['kafka.service.account.id']?.trim() ?? ''
  const { organizationId } = cluster
  if (id === '' || (await db.serviceAccount.count({ where: { id, organizationId } })) > 0) return []
  const message = `There is no service account ${id.slice(0, 40)} in this organization.`
  return [{ name: 'kafka.service.account.id', message }]
}
