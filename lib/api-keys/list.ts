import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { requireCluster } from '@/lib/clusters/get'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'
import { toApiKeyDto } from '@/lib/api-keys/dto'
import { environmentsOf } from '@/lib/api-keys/get'
import type { ApiKeyDto } from '@/lib/api-keys/schema'

type Filter = { owner?: string | undefined; resource?: string | undefined }

export async function listApiKeys(ctx: Ctx, query: PageQuery, filter: Filter): Promise<Page<ApiKeyDto>> {
  if (filter.resource?.startsWith('lkc-')) await requireCluster(ctx, 'api-keys:read', filter.resource)
  else await authorize(ctx, 'api-keys:read')
  const where = {
    organizationId: ctx.organizationId,
    deletedAt: null,
    ...(filter.owner ? { ownerId: filter.owner } : {}),
    ...(filter.resource ? { resourceId: filter.resource } : {}),
  }
  const page = await paginate(
    query,
    (cursor, take) =>
      db.apiKey.findMany({
        where,
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
