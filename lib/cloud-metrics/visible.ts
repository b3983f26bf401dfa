import { clusterCrn } from '@/lib/crn'
import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'

/** Ids of the clusters whose metrics the actor may read. Naming another one is refused, whether it exists or not. */
export async function clustersWithMetrics(ctx: Ctx, named: readonly string[] = []): Promise<string[]> {
  authorizeFilteredList(ctx, 'metrics:read')
  const { organizationId } = ctx
  const clusters = await db.kafkaCluster.findMany({
    where: { organizationId, desired: 'PRESENT' },
    select: { id: true, environmentId: true },
  })
  const visible = clusters
    .filter(({ id, environmentId }) =>
      can(ctx, 'metrics:read', clusterCrn(organizationId, environmentId, id)),
    )
    .map(({ id }) => id)
  const other = named.find((id) => !visible.includes(id))
  if (other === undefined) return visible
  throw new AppError('forbidden', `There is no cluster ${other.slice(0, 64)} whose metrics you may read.`)
}
