import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'

export const updateOrganizationInput = z.object({
  display_name: z
    .string()
    .trim()
    .regex(/^[^<>#%'*^`{|}~"\p{Cc}]{1,31}$/u, 'Use 1 to 31 characters, none of <>#%\'*^`{|}~".')
    .optional(),
})
export type UpdateOrganizationInput = z.infer<typeof updateOrganizationInput>

export const organizationDto = z.object({
  api_version: z.literal('org/v2'),
  kind: z.literal('Organization'),
  id: z.string(),
  metadata: objectMetadata,
  display_name: z.string(),
})
export type OrganizationDto = z.infer<typeof organizationDto>

export const organizationListDto = z.object({
  api_version: z.literal('org/v2'),
  kind: z.literal('OrganizationList'),
  metadata: listMetadataDto,
  data: z.array(organizationDto),
})

export const organizationParams = z.object({ organizationId: z.string().max(64) })
