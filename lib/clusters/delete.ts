import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { mutate } from '@/lib/audit-events/mutate'
import { requireCluster } from '@/lib/clusters/get'

/** Marks the cluster, its connectors and its keys deleted; the worker stops the process and removes folder and rows. */
export async function deleteCluster(ctx: Ctx, id: string, environmentId?: string): Promise<void> {
  const cluster = await requireCluster(ctx, 'clusters:delete', id, { environmentId })
  if (cluster.deletionProtection)
    throw new AppError(
      'conflict',
      `Cluster ${cluster.displayName} is protected from deletion. Turn its deletion protection off first.`,
      // Terraform and the command line tell the reason by this code.
      { details: { code: 'deletion_protection_enabled' } },
    )
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
