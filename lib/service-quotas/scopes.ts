import { organizationCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { selfLink } from '@/lib/http/page'
import type { QuotaScopeDto } from '@/lib/service-quotas/schema'

const descriptions = {
  ORGANIZATION: 'Quotas of the whole organization',
  ENVIRONMENT: 'Quotas of one environment',
}

export async function listQuotaScopes(ctx: Ctx): Promise<QuotaScopeDto[]> {
  await authorize(ctx, 'service-quotas:read')
  return Object.entries(descriptions).map(([id, description]) => ({
    api_version: 'service-quota/v1',
    kind: 'Scope',
    id,
    metadata: {
      self: selfLink(`/service-quota/v1/scopes/${id}`),
      resource_name: `${organizationCrn(ctx.organizationId)}/scope=${id}`,
    },
    description,
  }))
}

export async function getQuotaScope(ctx: Ctx, id: string): Promise<QuotaScopeDto> {
  const scope = (await listQuotaScopes(ctx)).find((one) => one.id === id)
  if (!scope) throw notFound('Scope', id)
  return scope
}
