import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { requireCluster } from '@/lib/clusters/get'

/** Marks the cluster, its connectors and its keys deleted; the worker stops the process and removes folder and rows. */
export async function deleteCluster(ctx: Ctx, id: string, environmentId?: string): Promise<void> {
  const cluster = await requireCluster(ctx, 'clusters:delete', id, { environmentId })
  await mutate(
    ctx,
    {
      method: 'DeleteKafkaCluster',
      resource: clusterCrn(ctx.organizationId, cluster.environmentId, id),
      change: { noun: 'clusters', environmentId: cluster.environmentId, clusterId: id },
      data: { display_name: cluster.displayName },
    },
    async (tx) => {
      await tx.connector.updateMany({
        where: { clusterId: id },
        data: { desired: 'DELETED', generation: { increment: 1 } },
      })
      await tx.apiKey.updateMany({
        where: { resourceId: id, deletedAt: null },
        data: { deletedAt: new Date() },
      })
      await tx.kafkaCluster.update({ where: { id }, data: { desired: 'DELETED' } })
    },
  )
}
