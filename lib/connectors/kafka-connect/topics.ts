// Topics that a connector has used since it was made, or since somebody asked to forget them.
import { connectorCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

async function findId(ctx: Ctx, action: Action, cluster: KafkaCluster, name: string): Promise<string | null> {
  await authorize(ctx, action, connectorCrn(cluster.organizationId, cluster.environmentId, cluster.id, name))
  const row = await db.connector.findFirst({
    where: { clusterId: cluster.id, name, desired: { not: 'DELETED' } },
    select: { id: true },
  })
  return row?.id ?? null
}

/** Connect answers an unknown connector with none. */
export async function usedTopics(
  ctx: Ctx,
  cluster: KafkaCluster,
  name: string,
): Promise<Record<string, { topics: string[] }>> {
  const connectorId = await findId(ctx, 'connectors:read', cluster, name)
  const rows =
    connectorId === null
      ? []
      : await db.connectorTopic.findMany({ where: { connectorId }, orderBy: { topic: 'asc' } })
  return { [name]: { topics: rows.map(({ topic }) => topic) } }
}

export async function forgetUsedTopics(ctx: Ctx, cluster: KafkaCluster, name: string): Promise<void> {
  const connectorId = await findId(ctx, 'connectors:operate', cluster, name)
  if (connectorId !== null) await db.connectorTopic.deleteMany({ where: { connectorId } })
}
