import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import type { Action } from '@/lib/permissions'
import { clusterConnection } from '@/lib/clusters/connection'
import { findCluster, requireCluster, resourceCrn, type ClusterResource } from '@/lib/clusters/get'

export type ReachedCluster = { cluster: KafkaCluster; connection: KafkaConnection }

/** The cluster and the way to its brokers, once the actor is known to have the right on it, or on one topic or group of it. */
export async function reachCluster(
  ctx: Ctx,
  action: Action,
  clusterId: string,
  at?: ClusterResource,
): Promise<ReachedCluster> {
  const cluster = await requireCluster(ctx, action, clusterId, { at })
  return { cluster, connection: await clusterConnection(cluster) }
}

/** For lists of what is on a cluster: everybody who is signed in is answered, `isVisible` says with what. */
export async function reachForList(
  ctx: Ctx,
  action: Action,
  clusterId: string,
): Promise<ReachedCluster & { isVisible: (at: ClusterResource) => boolean }> {
  const cluster = await findCluster(ctx, clusterId)
  authorizeFilteredList(ctx, action)
  const isVisible = (at: ClusterResource): boolean => can(ctx, action, resourceCrn(cluster, at))
  return { cluster, connection: await clusterConnection(cluster), isVisible }
}
