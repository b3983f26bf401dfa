import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { isAllowed } from '@/lib/permissions'

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
  return isAllowed(ctx.actor.bindings, 'clusters:read', crn) ? first : null
}
