import { clusterCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { requireEnvironment } from '@/lib/environments/get'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'
import { isAllowed } from '@/lib/permissions'

export async function listClusters(
  ctx: Ctx,
  environmentId: string,
  query: PageQuery,
): Promise<Page<KafkaCluster>> {
  await requireEnvironment(ctx, 'clusters:read', environmentId)
  const where = { organizationId: ctx.organizationId, environmentId, desired: 'PRESENT' }
  const page = await paginate(
    query,
    (cursor, take) =>
      db.kafkaCluster.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.kafkaCluster.count({ where }),
  )
  const isVisible = ({ id }: KafkaCluster): boolean =>
    isAllowed(ctx.actor.bindings, 'clusters:read', clusterCrn(ctx.organizationId, environmentId, id))
  return { ...page, items: page.items.filter(isVisible) }
}
