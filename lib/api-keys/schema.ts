import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

const displayName = z.string().trim().max(100, 'Use at most 100 characters.')
const description = z.string().trim().max(500, 'Use at most 500 characters.')

const ownerKinds = { User: /^u-/, ServiceAccount: /^sa-/ } as const

const owner = z
  .object({
    id: z
      .string()
      .max(64)
      .regex(/^(u|sa)-/, 'An owner is a user (u-…) or a service account (sa-…).'),
    kind: z.enum(['User', 'ServiceAccount']).optional(),
  })
  .refine(({ id, kind }) => kind === undefined || ownerKinds[kind].test(id), {
    path: ['kind'],
    message: 'The kind does not fit the id: users are u-…, service accounts sa-….',
  })

const resource = z.object({ id: z.string().min(1).max(64), kind: z.string().max(40).optional() })

export const createApiKeyInput = z.object({
  spec: z.object({
    display_name: displayName.default(''),
    description: description.default(''),
    owner,
    /** By id alone: clients send kind "Cluster", or nothing, for every kind. None, or "cloud": the control plane. */
    resource: resource.nullish(),
    /** The specification's newer spelling; a key of several resources is none of ours. */
    resources: z.array(resource).max(1, 'A key opens one resource, or all of them: use "global".').optional(),
  }),
})
export type CreateApiKeyInput = z.infer<typeof createApiKeyInput>

export const ownerKindOf = (id: string): keyof typeof ownerKinds =>
  ownerKinds.ServiceAccount.test(id) ? 'ServiceAccount' : 'User'

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
  /** Ours: whether every broker that it opens knows the key already, and when it was last used. */
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
