import { listMetadata, pageQuery, route } from '@/lib/http'
import { paginateList } from '@/lib/http/page'
import { quotaScopeListDto } from '@/lib/service-quotas/schema'
import { listQuotaScopes } from '@/lib/service-quotas/scopes'

// GET /service-quota/v1/scopes – what quotas there are of
export const GET = route({
  id: 'service-quota/v1/scopes.list',
  permission: 'service-quotas:read',
  query: pageQuery,
  response: quotaScopeListDto,
  handler: async ({ ctx, query, request }) => {
    const page = paginateList(query, await listQuotaScopes(ctx))
    return {
      api_version: 'service-quota/v1',
      kind: 'ScopeList',
      metadata: listMetadata(request, page),
      data: page.items,
    }
  },
})
