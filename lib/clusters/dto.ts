import { environmentCrn, kafkaCrn } from '@/lib/crn'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { env } from '@/lib/env'
import { selfLink } from '@/lib/http/page'
import type { ClusterDto } from '@/lib/clusters/schema'
import { readExternal } from '@/lib/clusters/external'
import { readListeners } from '@/lib/clusters/listeners'
import { readObserved } from '@/lib/clusters/observed'

export function toClusterDto(row: KafkaCluster): ClusterDto {
  const external = readExternal(row)
  const bootstrap = row.bootstrapServers ? `${row.protocol}://${row.bootstrapServers}` : undefined
  const observed = external ? {} : observedDto(row)
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
      config: configDto(row),
      deletion_protection: row.deletionProtection,
      ...(bootstrap === undefined
        ? {}
        : {
            kafka_bootstrap_endpoint: bootstrap,
            endpoints: {
              PUBLIC: {
                kafka_bootstrap_endpoint: bootstrap,
                http_endpoint: env.url,
                connection_type: 'PUBLIC' as const,
              },
            },
          }),
      http_endpoint: env.url,
      api_endpoint: env.url,
      environment: {
        id: row.environmentId,
        related: selfLink(`/org/v2/environments/${row.environmentId}`),
        resource_name: environmentCrn(row.organizationId, row.environmentId),
      },
      ...(external ? { external } : { listeners: listenersDto(row) }),
    },
    status: {
      phase: row.phase as ClusterDto['status']['phase'],
      ...(row.kind === 'Dedicated' && row.cku !== null ? { cku: row.cku } : {}),
      ...(row.message ? { message: row.message } : {}),
      health: row.health as ClusterDto['status']['health'],
      health_since: row.healthSince.toISOString(),
      ...observed,
    },
  }
}

/** The column holds the units that the kind has: CKUs, or the most eCKUs. */
function configDto({ kind, cku }: KafkaCluster): ClusterDto['spec']['config'] {
  if (cku === null) return { kind }
  return kind === 'Dedicated' ? { kind, cku } : { kind, max_ecku: cku }
}

function listenersDto(row: KafkaCluster): NonNullable<ClusterDto['spec']['listeners']> {
  const { tls, hasAnonymous, certificatePem } = readListeners(row)
  return { tls, anonymous: hasAnonymous, ...(certificatePem ? { certificate_pem: certificatePem } : {}) }
}

function observedDto(row: KafkaCluster): Pick<ClusterDto['status'], 'brokers' | 'listeners' | 'certificate'> {
  const { brokers, listeners, certificate } = readObserved(row)
  return { brokers, listeners, ...(certificate ? { certificate } : {}) }
}
