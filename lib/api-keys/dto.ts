import { clusterCrn, organizationCrn } from '@/lib/crn'
import type { ApiKey } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { ApiKeyDto } from '@/lib/api-keys/schema'

/** `environmentId` is the one of the key's cluster; a Cloud key has none. */
export function toApiKeyDto(row: ApiKey, environmentId: string | null, secret?: string): ApiKeyDto {
  const organization = organizationCrn(row.organizationId)
  const ownerPath = row.ownerKind === 'User' ? 'users' : 'service-accounts'
  return {
    api_version: 'iam/v2',
    kind: 'ApiKey',
    id: row.id,
    metadata: {
      self: selfLink(`/iam/v2/api-keys/${row.id}`),
      resource_name: `${organization}/api-key=${row.id}`,
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    spec: {
      ...(secret === undefined ? {} : { secret }),
      display_name: row.displayName,
      description: row.description,
      owner: {
        id: row.ownerId,
        kind: row.ownerKind,
        api_version: 'iam/v2',
        related: selfLink(`/iam/v2/${ownerPath}/${row.ownerId}`),
        resource_name: `${organization}/${row.ownerKind === 'User' ? 'user' : 'service-account'}=${row.ownerId}`,
      },
      resource: toResource(row, environmentId),
    },
    status: {
      is_applied: row.appliedAt !== null,
      ...(row.lastUsedAt ? { last_used_at: row.lastUsedAt.toISOString() } : {}),
    },
  }
}

function toResource(row: ApiKey, environmentId: string | null): ApiKeyDto['spec']['resource'] {
  if (row.resourceId === null || environmentId === null)
    return {
      id: 'cloud',
      kind: 'Cloud',
      api_version: 'iam/v2',
      related: selfLink('/org/v2/environments'),
      resource_name: organizationCrn(row.organizationId),
    }
  return {
    id: row.resourceId,
    kind: 'Cluster',
    api_version: 'cmk/v2',
    related: selfLink(`/cmk/v2/clusters/${row.resourceId}`),
    resource_name: clusterCrn(row.organizationId, environmentId, row.resourceId),
  }
}
