import { environmentCrn, registryCrn } from '@/lib/crn'
import { env } from '@/lib/env'
import { selfLink } from '@/lib/http/page'
import type { PlacedRegistry } from '@/lib/schema-registries/get'
import type { RegistryDto } from '@/lib/schema-registries/schema'

/** One port for every registry: the key in a request, or its header target-sr-cluster, says which is meant. */
export const registryEndpoint = (): string => `http://${new URL(env.url).hostname}:${env.schemaRegistryPort}`

export function toRegistryDto(row: PlacedRegistry): RegistryDto {
  const { id, organizationId, environmentId } = row
  return {
    api_version: 'srcm/v3',
    kind: 'Cluster',
    id,
    metadata: {
      self: selfLink(`/srcm/v3/clusters/${id}`),
      resource_name: registryCrn(organizationId, environmentId, id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    spec: {
      display_name: 'Stream Governance Package',
      package: row.environment.streamGovernancePackage === 'ADVANCED' ? 'ADVANCED' : 'ESSENTIALS',
      http_endpoint: registryEndpoint(),
      catalog_http_endpoint: registryEndpoint(),
      private_networking_config: { regional_endpoints: {} },
      cloud: 'LOCAL',
      region: 'this-machine',
      environment: {
        id: environmentId,
        related: selfLink(`/org/v2/environments/${environmentId}`),
        resource_name: environmentCrn(organizationId, environmentId),
      },
    },
    status: { phase: 'PROVISIONED' },
  }
}
