import { serviceAccountCrn } from '@/lib/crn'
import type { ServiceAccount } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { ServiceAccountDto } from '@/lib/service-accounts/schema'

export function toServiceAccountDto(row: ServiceAccount): ServiceAccountDto {
  return {
    api_version: 'iam/v2',
    kind: 'ServiceAccount',
    id: row.id,
    metadata: {
      self: selfLink(`/iam/v2/service-accounts/${row.id}`),
      resource_name: serviceAccountCrn(row.organizationId, row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    display_name: row.displayName,
    description: row.description,
  }
}
