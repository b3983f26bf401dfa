import { clusterCrn } from '@/lib/crn'
import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import type { ClientQuota } from '@/lib/generated/prisma/client'
import { paginate, type Page } from '@/lib/http/page'
import type { ClientQuotaQuery } from '@/lib/client-quotas/schema'

/** Quotas of the clusters whose quotas the actor may read; an empty filter is none. */
export async function listClientQuotas(ctx: Ctx, query: ClientQuotaQuery): Promise<Page<ClientQuota>> {
  authorizeFilteredList(ctx, 'client-quotas:read')
  const { organizationId } = ctx
  const clusters = await db.kafkaCluster.findMany({
    where: {
      organizationId,
      desired: 'PRESENT',
      ...(query['spec.cluster'] ? { id: query['spec.cluster'] } : {}),
      ...(query.environment ? { environmentId: query.environment } : {}),
    },
    select: { id: true, environmentId: true },
  })
  const visible = clusters.filter(({ id, environmentId }) =>
    can(ctx, 'client-quotas:read', clusterCrn(organizationId, environmentId, id)),
  )
  const where = { organizationId, clusterId: { in: visible.map(({ id }) => id) } }
  return paginate(
    query,
    (cursor, take) =>
      db.clientQuota.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.clientQuota.count({ where }),
  )
}
