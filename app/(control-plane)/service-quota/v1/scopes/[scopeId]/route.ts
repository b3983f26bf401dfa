import { route } from '@/lib/http'
import { quotaScopeDto, scopeParams } from '@/lib/service-quotas/schema'
import { getQuotaScope } from '@/lib/service-quotas/scopes'

// GET /service-quota/v1/scopes/{id} – read one scope
export const GET = route({
  id: 'service-quota/v1/scopes.get',
  permission: 'service-quotas:read',
  params: scopeParams,
  response: quotaScopeDto,
  handler: ({ ctx, params }) => getQuotaScope(ctx, params.scopeId),
})
