import { clusterCrn } from '@/lib/crn'
import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'

/** Ids of the clusters that the actor may see. A key of a cluster knows its cluster, whatever its owner's roles. */
export async function listKafkaClusters(ctx: Ctx): Promise<string[]> {
  authorizeFilteredList(ctx, 'clusters:read')
  const { organizationId, actor } = ctx
  const clusters = await db.kafkaCluster.findMany({
    where: { organizationId, desired: 'PRESENT' },
    select: { id: true, environmentId: true },
    orderBy: { id: 'asc' },
  })
  return clusters
    .filter(
      ({ id, environmentId }) =>
        actor.onlyResource === id || can(ctx, 'clusters:read', clusterCrn(organizationId, environmentId, id)),
    )
    .map(({ id }) => id)
}
