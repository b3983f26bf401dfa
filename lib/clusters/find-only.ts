import { clusterCrn } from '@/lib/crn'
import { can, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'

/** The organization's cluster when it has exactly one and the actor may see it. */
export async function findOnlyCluster(ctx: Ctx): Promise<{ id: string; environmentId: string } | null> {
  const { organizationId } = ctx
  const [first, second] = await db.kafkaCluster.findMany({
    where: { organizationId, desired: 'PRESENT' },
    select: { id: true, environmentId: true },
    take: 2,
  })
  if (!first || second) return null
  const crn = clusterCrn(organizationId, first.environmentId, first.id)
  return can(ctx, 'clusters:read', crn) ? first : null
}
