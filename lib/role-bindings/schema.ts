import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

export const createRoleBindingInput = z.object({
  principal: z.string().max(100),
  role_name: z.string().max(64),
  crn_pattern: z.string().max(1000),
})
export type CreateRoleBindingInput = z.infer<typeof createRoleBindingInput>

export const roleBindingDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('RoleBinding'),
  id: z.string(),
  metadata: objectMetadata,
  principal: z.string(),
  role_name: z.string(),
  crn_pattern: z.string(),
})
export type RoleBindingDto = z.infer<typeof roleBindingDto>

export const roleBindingListDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('RoleBindingList'),
  metadata: listMetadataDto,
  data: z.array(roleBindingDto),
})

export const roleBindingParams = z.object({ roleBindingId: z.string().max(64) })
