import { authorize, type Ctx } from '@/lib/context'
import { connectorCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { Connector, ConnectorTask, KafkaCluster } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'
import { findCluster } from '@/lib/clusters/get'

export type ConnectorRow = Connector & { tasks: ConnectorTask[] }
export type PlacedConnector = { connector: ConnectorRow; cluster: KafkaCluster; crn: string }
export type ConnectorPlace = { clusterId: string; connectorName: string; envId?: string }

export const withTasks = { tasks: { orderBy: { taskId: 'asc' } } } as const

/** The connector of this name, once the actor may do `action` with it. */
export async function requireConnector(
  ctx: Ctx,
  action: Action,
  { clusterId, connectorName, envId }: ConnectorPlace,
): Promise<PlacedConnector> {
  const cluster = await findCluster(ctx, clusterId, envId)
  const crn = connectorCrn(ctx.organizationId, cluster.environmentId, clusterId, connectorName)
  await authorize(ctx, action, crn)
  const connector = await db.connector.findFirst({
    where: { clusterId, name: connectorName, desired: { not: 'DELETED' } },
    include: withTasks,
  })
  if (!connector) throw notFound('Connector', connectorName)
  return { connector, cluster, crn }
}
