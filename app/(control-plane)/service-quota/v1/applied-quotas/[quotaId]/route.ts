import { route } from '@/lib/http'
import { getAppliedQuota } from '@/lib/service-quotas/list'
import { appliedQuotaDto, quotaFilter, quotaParams } from '@/lib/service-quotas/schema'

// GET /service-quota/v1/applied-quotas/{id} – read one quota; one of environments with ?environment=
export const GET = route({
  id: 'service-quota/v1/applied-quotas.get',
  permission: 'service-quotas:read',
  params: quotaParams,
  query: quotaFilter,
  response: appliedQuotaDto,
  handler: ({ ctx, params, query }) => getAppliedQuota(ctx, params.quotaId, query),
})
