import { listMetadata, pageQuery, route } from '@/lib/http'
import { toOrganizationDto } from '@/lib/organizations/dto'
import { listOrganizations } from '@/lib/organizations/list'
import { organizationListDto } from '@/lib/organizations/schema'

// GET /org/v2/organizations – list organizations
export const GET = route({
  id: 'org/v2/organizations.list',
  permission: 'organization:read',
  query: pageQuery,
  isFiltered: true,
  response: organizationListDto,
  handler: async ({ ctx, request }) => {
    const page = await listOrganizations(ctx)
    return {
      api_version: 'org/v2',
      kind: 'OrganizationList',
      metadata: listMetadata(request, page),
      data: page.items.map(toOrganizationDto),
    }
  },
})
