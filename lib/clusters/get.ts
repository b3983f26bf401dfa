import { clusterCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

/** The cluster, once it is known to be of the actor's organization (and environment) and the actor may do `action` there. */
export async function requireCluster(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  environmentId?: string,
): Promise<KafkaCluster> {
  const { organizationId } = ctx
  const cluster = await db.kafkaCluster.findFirst({
    where: { id: clusterId, organizationId, desired: 'PRESENT', ...(environmentId ? { environmentId } : {}) },
  })
  if (!cluster) throw notFound('Cluster', clusterId)
  await authorize(ctx, action, clusterCrn(organizationId, cluster.environmentId, clusterId))
  return cluster
}
