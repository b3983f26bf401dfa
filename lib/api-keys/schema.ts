import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/environments/schema'

const displayName = z.string().trim().max(100, 'Use at most 100 characters.')
const description = z.string().trim().max(500, 'Use at most 500 characters.')

export const createApiKeyInput = z.object({
  spec: z.object({
    display_name: displayName.default(''),
    description: description.default(''),
    owner: z.object({ id: z.string().max(64), kind: z.enum(['User', 'ServiceAccount']).optional() }),
    resource: z.object({ id: z.string().max(64), kind: z.string().max(40).optional() }).optional(),
  }),
})
export type CreateApiKeyInput = z.infer<typeof createApiKeyInput>

export const updateApiKeyInput = z.object({
  spec: z.object({ display_name: displayName.optional(), description: description.optional() }),
})
export type UpdateApiKeyInput = z.infer<typeof updateApiKeyInput>

const reference = z.object({
  id: z.string(),
  kind: z.string(),
  api_version: z.string(),
  related: z.string(),
  resource_name: z.string(),
})

export const apiKeyDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('ApiKey'),
  id: z.string(),
  metadata: objectMetadata,
  spec: z.object({
    /** Only in the answer to the creation. */
    secret: z.string().optional(),
    display_name: z.string(),
    description: z.string(),
    owner: reference,
    resource: reference,
  }),
  /** Ours: whether the broker knows the key already, and when it was last used over HTTP. */
  status: z.object({ is_applied: z.boolean(), last_used_at: z.string().optional() }),
})
export type ApiKeyDto = z.infer<typeof apiKeyDto>

export const apiKeyListDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('ApiKeyList'),
  metadata: listMetadataDto,
  data: z.array(apiKeyDto),
})

export const apiKeyParams = z.object({ apiKeyId: z.string().max(64) })
