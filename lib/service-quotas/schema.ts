import { z } from 'zod'
import { listMetadataDto } from '@/lib/http/metadata'

const metadata = z.object({ self: z.string(), resource_name: z.string() })
const reference = z.object({ id: z.string(), related: z.string(), resource_name: z.string() })

export const quotaScopeDto = z.object({
  api_version: z.literal('service-quota/v1'),
  kind: z.literal('Scope'),
  id: z.string(),
  metadata,
  description: z.string(),
})
export type QuotaScopeDto = z.infer<typeof quotaScopeDto>

export const quotaScopeListDto = z.object({
  api_version: z.literal('service-quota/v1'),
  kind: z.literal('ScopeList'),
  metadata: listMetadataDto,
  data: z.array(quotaScopeDto),
})

export const appliedQuotaDto = z.object({
  api_version: z.literal('service-quota/v1'),
  kind: z.literal('AppliedQuota'),
  id: z.string(),
  metadata,
  scope: z.string(),
  display_name: z.string(),
  default_limit: z.number(),
  applied_limit: z.number(),
  usage: z.number(),
  organization: reference.optional(),
  environment: reference.optional(),
})
export type AppliedQuotaDto = z.infer<typeof appliedQuotaDto>

export const appliedQuotaListDto = z.object({
  api_version: z.literal('service-quota/v1'),
  kind: z.literal('AppliedQuotaList'),
  metadata: listMetadataDto,
  data: z.array(appliedQuotaDto),
})

const filter = z.string().max(64).optional()
/** An empty filter means none. */
export const quotaFilter = z.object({
  environment: filter,
  network: filter,
  kafka_cluster: filter,
  identity_provider: filter,
  certificate_authority: filter,
})
export type QuotaFilter = z.infer<typeof quotaFilter>

/** More per page than elsewhere, as the specification has it. */
export const quotaPageQuery = z.object({
  page_size: z.coerce.number().int().min(1).max(200).default(10),
  page_token: z.string().max(255).optional(),
})

export const quotaParams = z.object({ quotaId: z.string().max(100) })
export const scopeParams = z.object({ scopeId: z.string().max(100) })
