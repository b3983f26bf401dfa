import { environmentCrn, organizationCrn } from '@/lib/crn'
import { authorize, can, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError, notFound } from '@/lib/errors'
import { selfLink } from '@/lib/http/page'
import { environmentUsage, organizationUsage } from '@/lib/service-quotas/usage'
import { quotas, type QuotaCode, type QuotaScope } from '@/lib/service-quotas/limits'
import type { AppliedQuotaDto, QuotaFilter } from '@/lib/service-quotas/schema'

const codes = Object.keys(quotas) as QuotaCode[]

/** Scopes that have quotas here, and those of the specification that have none. */
const scopesWithout = [
  'NETWORK',
  'KAFKA_CLUSTER',
  'SERVICE_ACCOUNT',
  'USER_ACCOUNT',
  'IDENTITY_PROVIDER',
  'CERTIFICATE_AUTHORITY',
]

export async function listAppliedQuotas(
  ctx: Ctx,
  scope: string,
  filter: QuotaFilter,
  id = '',
): Promise<AppliedQuotaDto[]> {
  await authorize(ctx, 'service-quotas:read')
  if (scopesWithout.includes(scope)) return []
  if (scope !== 'ORGANIZATION' && scope !== 'ENVIRONMENT')
    throw new AppError('invalid', 'The scope is not known.', {
      fields: [{ path: 'scope', message: 'Use one of the scopes that /service-quota/v1/scopes lists.' }],
    })
  const all =
    scope === 'ORGANIZATION' ? await ofOrganization(ctx) : await ofEnvironments(ctx, filter.environment)
  return all.filter((quota) => id === '' || quota.id === id)
}

/** One quota; those of environments need to be told which. */
export async function getAppliedQuota(ctx: Ctx, id: string, filter: QuotaFilter): Promise<AppliedQuotaDto> {
  await authorize(ctx, 'service-quotas:read')
  const scope = codes.includes(id as QuotaCode) ? quotas[id as QuotaCode].scope : null
  if (scope === null) throw notFound('Quota', id)
  if (scope === 'ENVIRONMENT' && !filter.environment)
    throw new AppError('invalid', 'The environment is missing.', {
      fields: [{ path: 'environment', message: `${id} is a quota of environments: name one.` }],
    })
  const [quota] = await listAppliedQuotas(ctx, scope, filter, id)
  if (!quota) throw notFound('Quota', id)
  return quota
}

async function ofOrganization(ctx: Ctx): Promise<AppliedQuotaDto[]> {
  const { organizationId } = ctx
  const usage = await organizationUsage(organizationId)
  const organization = {
    id: organizationId,
    related: selfLink(`/org/v2/organizations/${organizationId}`),
    resource_name: organizationCrn(organizationId),
  }
  return codesOf('ORGANIZATION').map((code) => ({
    ...toDto(code, organizationCrn(organizationId), usage[code] ?? 0),
    organization,
  }))
}

async function ofEnvironments(ctx: Ctx, environmentId: string | undefined): Promise<AppliedQuotaDto[]> {
  const { organizationId } = ctx
  const environments = await db.environment.findMany({
    where: { organizationId, ...(environmentId ? { id: environmentId } : {}) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  const ids = environments
    .map(({ id }) => id)
    .filter((id) => can(ctx, 'environments:read', environmentCrn(organizationId, id)))
  const usage = await environmentUsage(ids)
  return ids.flatMap((id) => {
    const crn = environmentCrn(organizationId, id)
    const environment = { id, related: selfLink(`/org/v2/environments/${id}`), resource_name: crn }
    return codesOf('ENVIRONMENT').map((code) => ({ ...toDto(code, crn, usage.get(id) ?? 0), environment }))
  })
}

const codesOf = (scope: QuotaScope): QuotaCode[] => codes.filter((code) => quotas[code].scope === scope)

function toDto(code: QuotaCode, crn: string, usage: number): AppliedQuotaDto {
  const { scope, limit, things, place } = quotas[code]
  const name = `${things.slice(0, 1).toUpperCase()}${things.slice(1)} of ${place}`
  return {
    api_version: 'service-quota/v1',
    kind: 'AppliedQuota',
    id: code,
    metadata: {
      self: selfLink(`/service-quota/v1/applied-quotas/${code}`),
      resource_name: `${crn}/applied-quota=${code}`,
    },
    scope,
    display_name: name,
    default_limit: limit,
    applied_limit: limit,
    usage,
  }
}
