import { route } from '@/lib/http'
import { toOrganizationDto } from '@/lib/organizations/dto'
import { requireOrganization } from '@/lib/organizations/get'
import { organizationDto, organizationParams, updateOrganizationInput } from '@/lib/organizations/schema'
import { updateOrganization } from '@/lib/organizations/update'

// GET /org/v2/organizations/{id} – read the organization
export const GET = route({
  id: 'org/v2/organizations.get',
  permission: 'organization:read',
  params: organizationParams,
  response: organizationDto,
  handler: async ({ ctx, params }) =>
    toOrganizationDto(await requireOrganization(ctx, 'organization:read', params.organizationId)),
})

// PATCH /org/v2/organizations/{id} – rename the organization
export const PATCH = route({
  id: 'org/v2/organizations.update',
  permission: 'organization:update',
  params: organizationParams,
  body: updateOrganizationInput,
  response: organizationDto,
  handler: async ({ ctx, params, body }) =>
    toOrganizationDto(await updateOrganization(ctx, params.organizationId, body)),
})
