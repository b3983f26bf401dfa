import { clientQuotaCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import type { ClientQuota } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { checkPrincipals } from '@/lib/client-quotas/check-principals'
import { requireClientQuota } from '@/lib/client-quotas/get'
import type { UpdateClientQuotaInput } from '@/lib/client-quotas/schema'

/** Changes what is given. A quota stays on its cluster. */
export async function updateClientQuota(
  ctx: Ctx,
  id: string,
  { spec }: UpdateClientQuotaInput,
): Promise<ClientQuota> {
  const { organizationId } = ctx
  const row = await requireClientQuota(ctx, 'client-quotas:update', id)
  const { clusterId, environmentId } = row
  const moved = [
    { path: 'spec.cluster.id', given: spec.cluster?.id, present: clusterId },
    { path: 'spec.environment.id', given: spec.environment?.id, present: environmentId },
  ].filter(({ given, present }) => given !== undefined && given !== present)
  if (moved.length > 0)
    throw new AppError('invalid', 'A client quota stays where it is.', {
      fields: moved.map(({ path, present }) => ({
        path,
        message: `It is ${present} and cannot be changed.`,
      })),
    })
  const principals = spec.principals?.map((principal) => principal.id)
  const { display_name: displayName, description, throughput } = spec
  return mutate(
    ctx,
    {
      method: 'UpdateClientQuota',
      resource: clientQuotaCrn(organizationId, id),
      change: { noun: 'client-quotas', environmentId, clusterId, id },
      data: { ...(throughput ? { throughput } : {}), ...(principals ? { principals } : {}) },
      conflict: `A client quota named "${displayName}" already exists on this cluster. Choose another name.`,
    },
    async (tx) => {
      if (principals) await checkPrincipals(tx, { organizationId, clusterId, exceptId: id }, principals)
      return tx.clientQuota.update({
        where: { id },
        data: {
          ...(displayName === undefined ? {} : { displayName }),
          ...(description === undefined ? {} : { description }),
          ...(principals ? { principals } : {}),
          ...(throughput
            ? {
                ingressByteRate: BigInt(throughput.ingress_byte_rate),
                egressByteRate: BigInt(throughput.egress_byte_rate),
              }
            : {}),
          appliedAt: null,
        },
      })
    },
  )
}
