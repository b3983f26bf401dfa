import { z } from 'zod'
import { listMetadata, route } from '@/lib/http'
import { paginateList } from '@/lib/http/page'
import { listAppliedQuotas } from '@/lib/service-quotas/list'
import { appliedQuotaListDto, quotaFilter, quotaPageQuery } from '@/lib/service-quotas/schema'

const query = quotaPageQuery.extend(quotaFilter.shape).extend({
  scope: z.string().min(1).max(64),
  id: z.string().max(100).optional(),
})

// GET /service-quota/v1/applied-quotas?scope= – how much there may be of what, and how much there is
export const GET = route({
  id: 'service-quota/v1/applied-quotas.list',
  permission: 'service-quotas:read',
  query,
  response: appliedQuotaListDto,
  handler: async ({ ctx, query: { scope, id, ...filter }, request }) => {
    const page = paginateList(filter, await listAppliedQuotas(ctx, scope, filter, id))
    return {
      api_version: 'service-quota/v1',
      kind: 'AppliedQuotaList',
      metadata: listMetadata(request, page),
      data: page.items,
    }
  },
})
