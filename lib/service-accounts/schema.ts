import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

const displayName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(64, 'Use at most 64 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'A name has no control characters.')
const description = z.string().max(128, 'Use at most 128 characters.')

export const createServiceAccountInput = z.object({
  display_name: displayName,
  description: description.default(''),
})
export type CreateServiceAccountInput = z.infer<typeof createServiceAccountInput>

export const updateServiceAccountInput = z.object({
  display_name: displayName.optional(),
  description: description.optional(),
})
export type UpdateServiceAccountInput = z.infer<typeof updateServiceAccountInput>

export const serviceAccountDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('ServiceAccount'),
  id: z.string(),
  metadata: objectMetadata,
  display_name: z.string(),
  description: z.string(),
})
export type ServiceAccountDto = z.infer<typeof serviceAccountDto>

export const serviceAccountListDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('ServiceAccountList'),
  metadata: listMetadataDto,
  data: z.array(serviceAccountDto),
})

export const serviceAccountParams = z.object({ serviceAccountId: z.string().max(64) })
