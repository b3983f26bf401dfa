import { clientQuotaCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import type { ClientQuota } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { requireCluster } from '@/lib/clusters/get'
import { checkPrincipals } from '@/lib/client-quotas/check-principals'
import type { CreateClientQuotaInput } from '@/lib/client-quotas/schema'

/** Writes the intent; the worker brings it to the brokers. */
export async function createClientQuota(ctx: Ctx, { spec }: CreateClientQuotaInput): Promise<ClientQuota> {
  const { organizationId } = ctx
  const { id: clusterId, environmentId } = await requireCluster(
    ctx,
    'client-quotas:create',
    spec.cluster.id,
    {
      environmentId: spec.environment.id,
    },
  )
  const id = newId('cq')
  const principals = spec.principals.map((principal) => principal.id)
  return mutate(
    ctx,
    {
      method: 'CreateClientQuota',
      resource: clientQuotaCrn(organizationId, id),
      change: { noun: 'client-quotas', environmentId, clusterId, id },
      data: { display_name: spec.display_name, cluster: clusterId, throughput: spec.throughput, principals },
      conflict: `A client quota named "${spec.display_name}" already exists on this cluster. Choose another name.`,
    },
    async (tx) => {
      await checkPrincipals(tx, { organizationId, clusterId }, principals)
      return tx.clientQuota.create({
        data: {
          id,
          organizationId,
          environmentId,
          clusterId,
          displayName: spec.display_name,
          description: spec.description,
          ingressByteRate: BigInt(spec.throughput.ingress_byte_rate),
          egressByteRate: BigInt(spec.throughput.egress_byte_rate),
          principals,
        },
      })
    },
  )
}
