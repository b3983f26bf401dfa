import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { clusterCrn, organizationCrn, registryCrn } from '@/lib/crn'
import { db, type Prisma } from '@/lib/db'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'
import { withoutVerifiers } from '@/lib/api-keys/columns'
import { toApiKeyDto } from '@/lib/api-keys/dto'
import { accountOf } from '@/lib/api-keys/own'
import { environmentsOf } from '@/lib/api-keys/place'
import type { ApiKeyDto } from '@/lib/api-keys/schema'

type Filter = { owner?: string | undefined; resource?: string | undefined }

/** One's own keys, and others' on resources where one may read keys. */
export async function listApiKeys(ctx: Ctx, query: PageQuery, filter: Filter): Promise<Page<ApiKeyDto>> {
  authorizeFilteredList(ctx, 'api-keys:read')
  const where: Prisma.ApiKeyWhereInput = {
    organizationId: ctx.organizationId,
    deletedAt: null,
    ...(filter.owner ? { ownerId: filter.owner } : {}),
    ...resourceFilter(filter.resource),
    ...(await visibleTo(ctx)),
  }
  const page = await paginate(
    query,
    (cursor, take) =>
      db.apiKey.findMany({
        where,
        omit: withoutVerifiers,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.apiKey.count({ where }),
  )
  const environments = await environmentsOf(page.items)
  return {
    ...page,
    items: page.items.map((key) => toApiKeyDto(key, environments.get(key.resourceId ?? '') ?? null)),
  }
}

function resourceFilter(resource: string | undefined): Prisma.ApiKeyWhereInput {
  if (!resource) return {}
  if (resource === 'cloud') return { resourceKind: 'Cloud' }
  return resource === 'global' ? { resourceKind: 'Global' } : { resourceId: resource }
}

async function visibleTo(ctx: Ctx): Promise<Prisma.ApiKeyWhereInput> {
  const { organizationId } = ctx
  if (can(ctx, 'api-keys:read', organizationCrn(organizationId))) return {}
  const select = { id: true, environmentId: true } as const
  const [clusters, registries] = await Promise.all([
    db.kafkaCluster.findMany({ where: { organizationId }, select }),
    db.schemaRegistry.findMany({ where: { organizationId }, select }),
  ])
  const names = [
    ...clusters.map(({ id, environmentId }) => ({ id, crn: clusterCrn(organizationId, environmentId, id) })),
    ...registries.map(({ id, environmentId }) => ({
      id,
      crn: registryCrn(organizationId, environmentId, id),
    })),
  ]
  const ids = names.filter(({ crn }) => can(ctx, 'api-keys:read', crn)).map(({ id }) => id)
  return { OR: [{ ownerId: accountOf(ctx) }, { resourceId: { in: ids } }] }
}
