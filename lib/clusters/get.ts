import { clusterCrn, groupCrn, kafkaCrn, topicCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

/** A thing on the cluster that rights can be bound to by itself. */
export type ClusterResource = { topic: string } | { group: string }

/** The cluster, once it is known to be of the actor's organization (and environment) and the actor may do `action` there. */
export async function requireCluster(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  { environmentId, at }: { environmentId?: string | undefined; at?: ClusterResource | undefined } = {},
): Promise<KafkaCluster> {
  const cluster = await findCluster(ctx, clusterId, environmentId)
  await authorize(ctx, action, at ? resourceCrn(cluster, at) : ownCrn(cluster))
  return cluster
}

/** Without a decision on rights: for lists, which are filtered afterwards. */
export async function findCluster(
  { organizationId }: Ctx,
  clusterId: string,
  environmentId?: string,
): Promise<KafkaCluster> {
  const cluster = await db.kafkaCluster.findFirst({
    where: { id: clusterId, organizationId, desired: 'PRESENT', ...(environmentId ? { environmentId } : {}) },
  })
  if (!cluster) throw notFound('Cluster', clusterId)
  return cluster
}

type Placed = Pick<KafkaCluster, 'organizationId' | 'environmentId' | 'id'>
export const ownCrn = ({ organizationId, environmentId, id }: Placed): string =>
  clusterCrn(organizationId, environmentId, id)

export function resourceCrn({ organizationId, environmentId, id }: Placed, at: ClusterResource): string {
  const kafka = kafkaCrn(organizationId, environmentId, id)
  return 'topic' in at ? topicCrn(kafka, at.topic) : groupCrn(kafka, at.group)
}
