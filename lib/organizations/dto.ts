import { organizationCrn } from '@/lib/crn'
import type { Organization } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { OrganizationDto } from '@/lib/organizations/schema'

export function toOrganizationDto(row: Organization): OrganizationDto {
  return {
    api_version: 'org/v2',
    kind: 'Organization',
    id: row.id,
    metadata: {
      self: selfLink(`/org/v2/organizations/${row.id}`),
      resource_name: organizationCrn(row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    display_name: row.displayName,
  }
}
