import { environmentCrn, kafkaCrn } from '@/lib/crn'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { env } from '@/lib/env'
import { selfLink } from '@/lib/http/page'
import type { ClusterDto } from '@/lib/clusters/schema'
import { readExternal } from '@/lib/clusters/external'

export function toClusterDto(row: KafkaCluster): ClusterDto {
  const external = readExternal(row)
  return {
    api_version: 'cmk/v2',
    kind: 'Cluster',
    id: row.id,
    metadata: {
      self: selfLink(`/cmk/v2/clusters/${row.id}`),
      resource_name: kafkaCrn(row.organizationId, row.environmentId, row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    spec: {
      display_name: row.displayName,
      availability: row.availability,
      cloud: row.cloud,
      region: row.region,
      config: { kind: row.kind },
      ...(row.bootstrapServers
        ? { kafka_bootstrap_endpoint: `${row.protocol}://${row.bootstrapServers}` }
        : {}),
      http_endpoint: env.url,
      api_endpoint: env.url,
      environment: {
        id: row.environmentId,
        related: selfLink(`/org/v2/environments/${row.environmentId}`),
        resource_name: environmentCrn(row.organizationId, row.environmentId),
      },
      ...(external ? { external } : {}),
    },
    status: {
      phase: row.phase as ClusterDto['status']['phase'],
      ...(row.message ? { message: row.message } : {}),
      health: row.health as ClusterDto['status']['health'],
      health_since: row.healthSince.toISOString(),
    },
  }
}
