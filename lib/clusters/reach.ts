import type { Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import type { Action } from '@/lib/permissions'
import { clusterConnection } from '@/lib/clusters/connection'
import { requireCluster } from '@/lib/clusters/get'

/** The cluster and the way to its brokers, once the actor is known to have the right. */
export async function reachCluster(
  ctx: Ctx,
  action: Action,
  clusterId: string,
): Promise<{ cluster: KafkaCluster; connection: KafkaConnection }> {
  const cluster = await requireCluster(ctx, action, clusterId)
  return { cluster, connection: await clusterConnection(cluster) }
}
