import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { requireFreeName } from '@/lib/clusters/create'
import { requireCluster } from '@/lib/clusters/get'
import type { UpdateClusterInput } from '@/lib/clusters/schema'

export async function updateCluster(
  ctx: Ctx,
  id: string,
  { spec }: UpdateClusterInput,
): Promise<KafkaCluster> {
  const cluster = await requireCluster(ctx, 'clusters:update', id, { environmentId: spec.environment?.id })
  const { environmentId } = cluster
  const displayName = spec.display_name
  if (displayName === undefined || displayName === cluster.displayName) return cluster
  return mutate(
    ctx,
    {
      method: 'UpdateKafkaCluster',
      resource: clusterCrn(ctx.organizationId, environmentId, id),
      change: { noun: 'clusters', environmentId, clusterId: id },
      data: { display_name: displayName },
    },
    async (tx) => {
      await requireFreeName(tx, environmentId, displayName, id)
      return tx.kafkaCluster.update({ where: { id }, data: { displayName } })
    },
  )
}
