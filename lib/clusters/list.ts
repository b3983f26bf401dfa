import { can, authorizeFilteredList, type Ctx } from '@/lib/context'
import { clusterCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { requireEnvironment } from '@/lib/environments/get'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'

/** `isInNetwork`: of a private network, of which there are none here. */
type Filters = { isProtected?: boolean | undefined; isInNetwork?: boolean }

/** The clusters of an environment in which the actor may do anything at all. */
export async function listClusters(
  ctx: Ctx,
  environmentId: string,
  { isProtected, isInNetwork, ...query }: PageQuery & Filters,
): Promise<Page<KafkaCluster>> {
  await requireEnvironment(ctx, 'environments:read', environmentId)
  authorizeFilteredList(ctx, 'clusters:read')
  const { organizationId } = ctx
  // An environment holds few clusters; which of them are seen is decided here, so that pages are full and totals right.
  const ids = await db.kafkaCluster.findMany({
    where: {
      organizationId,
      environmentId,
      desired: 'PRESENT',
      ...(isProtected === undefined ? {} : { deletionProtection: isProtected }),
    },
    select: { id: true },
  })
  const visible = ids
    .map(({ id }) => id)
    .filter((id) => !isInNetwork && can(ctx, 'clusters:read', clusterCrn(organizationId, environmentId, id)))
  return paginate(
    query,
    (cursor, take) =>
      db.kafkaCluster.findMany({
        where: { id: { in: visible } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => Promise.resolve(visible.length),
  )
}
