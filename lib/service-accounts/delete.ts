import { serviceAccountCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { applyKeysNow } from '@/lib/api-keys/apply'
import { deleteKeysOfOwner } from '@/lib/api-keys/delete-of-owner'
import { mutate } from '@/lib/audit-events/mutate'
import { applyRolesNow } from '@/lib/role-bindings/apply'
import { removeFromQuotas } from '@/lib/client-quotas/remove-principal'
import { deleteBindingsOf } from '@/lib/role-bindings/delete-of-principal'
import { requireServiceAccount } from '@/lib/service-accounts/get'
import { authorizeOverAdministrator } from '@/lib/role-bindings/over-administrator'

/** Its API keys and role bindings leave with it; brokers refuse the keys when this returns, or once the worker is back. */
export async function deleteServiceAccount(ctx: Ctx, id: string): Promise<void> {
  await requireServiceAccount(ctx, 'service-accounts:delete', id)
  await authorizeOverAdministrator(ctx, `User:${id}`)
  const { organizationId } = ctx
  const taken = await mutate(
    ctx,
    {
      method: 'DeleteServiceAccount',
      resource: serviceAccountCrn(organizationId, id),
      change: { noun: 'service-accounts', id },
    },
    async (tx) => {
      // First the row: a key or binding that is being made at this moment is waited for, or finds the account gone.
      const { count } = await tx.serviceAccount.deleteMany({ where: { id, organizationId } })
      if (count === 0) throw notFound('Service account', id)
      await removeFromQuotas(tx, organizationId, id)
      const bindings = await deleteBindingsOf(tx, organizationId, `User:${id}`)
      return { bindings, clusterIds: await deleteKeysOfOwner(tx, organizationId, id) }
    },
  )
  await Promise.all(taken.clusterIds.map((clusterId) => applyKeysNow(ctx, clusterId)))
  await applyRolesNow(ctx, taken.bindings)
}
