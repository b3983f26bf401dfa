import { organizationCrn, serviceAccountCrn, userCrn } from '@/lib/crn'
import { selfLink } from '@/lib/http/page'
import type { ShownApiKey } from '@/lib/api-keys/columns'
import { placeOf, type KeyKind } from '@/lib/api-keys/place'
import type { ApiKeyDto } from '@/lib/api-keys/schema'

/** `environmentId` is the one of the key's resource; Cloud and Global keys have none. */
export function toApiKeyDto(row: ShownApiKey, environmentId: string | null, secret?: string): ApiKeyDto {
  const { organizationId, ownerId } = row
  const isUser = row.ownerKind === 'User'
  return {
    api_version: 'iam/v2',
    kind: 'ApiKey',
    id: row.id,
    metadata: {
      self: selfLink(`/iam/v2/api-keys/${row.id}`),
      resource_name: `${organizationCrn(organizationId)}/api-key=${row.id}`,
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    spec: {
      ...(secret === undefined ? {} : { secret }),
      display_name: row.displayName,
      description: row.description,
      owner: {
        id: ownerId,
        kind: row.ownerKind,
        api_version: 'iam/v2',
        related: selfLink(`/iam/v2/${isUser ? 'users' : 'service-accounts'}/${ownerId}`),
        resource_name: isUser ? userCrn(organizationId, ownerId) : serviceAccountCrn(organizationId, ownerId),
      },
      resource: toResource(row, environmentId),
    },
    status: {
      is_applied: row.appliedAt !== null,
      ...(row.lastUsedAt ? { last_used_at: row.lastUsedAt.toISOString() } : {}),
    },
  }
}

// Clients compare kind and api_version with fixed lists: these pairs are the ones that they know.
const shown = {
  Cluster: { kind: 'Cluster', api_version: 'cmk/v2', path: '/cmk/v2/clusters' },
  SchemaRegistry: { kind: 'Cluster', api_version: 'srcm/v3', path: '/srcm/v3/clusters' },
  Cloud: { kind: 'Cloud', api_version: 'iam/v2', path: '/org/v2/environments' },
  Global: { kind: 'Global', api_version: 'global/v1', path: '/org/v2/organizations' },
} as const satisfies Record<KeyKind, unknown>

function toResource(row: ShownApiKey, environmentId: string | null): ApiKeyDto['spec']['resource'] {
  const { kind, resourceId, crn } = placeOf(row, environmentId)
  const { path, ...names } = shown[kind]
  return {
    id: resourceId ?? kind.toLowerCase(),
    ...names,
    related: selfLink(resourceId ? `${path}/${resourceId}` : path),
    resource_name: crn,
  }
}
