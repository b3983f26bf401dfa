import {
  clientQuotaCrn,
  environmentCrn,
  kafkaCrn,
  organizationCrn,
  serviceAccountCrn,
  userCrn,
} from '@/lib/crn'
import type { ClientQuota } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { ClientQuotaDto } from '@/lib/client-quotas/schema'

export function toClientQuotaDto(row: ClientQuota): ClientQuotaDto {
  const { organizationId, environmentId, clusterId } = row
  return {
    api_version: 'kafka-quotas/v1',
    kind: 'ClientQuota',
    id: row.id,
    metadata: {
      self: selfLink(`/kafka-quotas/v1/client-quotas/${row.id}`),
      resource_name: clientQuotaCrn(organizationId, row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    spec: {
      display_name: row.displayName,
      description: row.description,
      throughput: {
        ingress_byte_rate: String(row.ingressByteRate ?? ''),
        egress_byte_rate: String(row.egressByteRate ?? ''),
      },
      cluster: {
        id: clusterId,
        environment: environmentId,
        related: selfLink(`/cmk/v2/clusters/${clusterId}?environment=${environmentId}`),
        resource_name: kafkaCrn(organizationId, environmentId, clusterId),
      },
      environment: {
        id: environmentId,
        related: selfLink(`/org/v2/environments/${environmentId}`),
        resource_name: environmentCrn(organizationId, environmentId),
      },
      principals: row.principals.map((id) => toPrincipal(organizationId, id)),
    },
  }
}

function toPrincipal(organizationId: string, id: string) {
  if (id.startsWith('sa-'))
    return {
      id,
      related: selfLink(`/iam/v2/service-accounts/${id}`),
      resource_name: serviceAccountCrn(organizationId, id),
    }
  if (id.startsWith('u-'))
    return { id, related: selfLink(`/iam/v2/users/${id}`), resource_name: userCrn(organizationId, id) }
  // Nobody in particular.
  return { id, related: selfLink('/iam/v2/service-accounts'), resource_name: organizationCrn(organizationId) }
}
