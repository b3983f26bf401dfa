import { clientQuotaCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { requireClientQuota } from '@/lib/client-quotas/get'

/** The worker takes it off the brokers. */
export async function deleteClientQuota(ctx: Ctx, id: string): Promise<void> {
  const { clusterId, environmentId } = await requireClientQuota(ctx, 'client-quotas:delete', id)
  await mutate(
    ctx,
    {
      method: 'DeleteClientQuota',
      resource: clientQuotaCrn(ctx.organizationId, id),
      change: { noun: 'client-quotas', environmentId, clusterId, id },
    },
    (tx) => tx.clientQuota.delete({ where: { id } }),
  )
}
