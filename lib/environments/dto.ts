import { environmentCrn } from '@/lib/crn'
import type { Environment } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { EnvironmentDto } from '@/lib/environments/schema'

export function toEnvironmentDto(row: Environment): EnvironmentDto {
  const governance = row.streamGovernancePackage
  return {
    api_version: 'org/v2',
    kind: 'Environment',
    id: row.id,
    metadata: {
      self: selfLink(`/org/v2/environments/${row.id}`),
      resource_name: environmentCrn(row.organizationId, row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    display_name: row.displayName,
    ...(governance === 'ESSENTIALS' || governance === 'ADVANCED'
      ? { stream_governance_config: { package: governance } }
      : {}),
  }
}
