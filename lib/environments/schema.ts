import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

export const environmentName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(64, 'Use at most 64 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'A name has no control characters.')

const streamGovernance = z.object({ package: z.enum(['ESSENTIALS', 'ADVANCED']) })

export const createEnvironmentInput = z.object({
  display_name: environmentName,
  stream_governance_config: streamGovernance.optional(),
})
export type CreateEnvironmentInput = z.infer<typeof createEnvironmentInput>

export const updateEnvironmentInput = createEnvironmentInput.partial()
export type UpdateEnvironmentInput = z.infer<typeof updateEnvironmentInput>

export const environmentDto = z.object({
  api_version: z.literal('org/v2'),
  kind: z.literal('Environment'),
  id: z.string(),
  metadata: objectMetadata,
  display_name: z.string(),
  stream_governance_config: streamGovernance.optional(),
})
export type EnvironmentDto = z.infer<typeof environmentDto>

export const environmentListDto = z.object({
  api_version: z.literal('org/v2'),
  kind: z.literal('EnvironmentList'),
  metadata: listMetadataDto,
  data: z.array(environmentDto),
})
export const environmentParams = z.object({ envId: z.string().max(64) })
