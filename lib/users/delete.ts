import { userCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { notify } from '@/lib/events'
import { applyKeysNow } from '@/lib/api-keys/apply'
import { deleteKeysOfOwner } from '@/lib/api-keys/delete-of-owner'
import { mutate } from '@/lib/audit-events/mutate'
import { applyRolesNow } from '@/lib/role-bindings/apply'
import { deleteBindingsOf } from '@/lib/role-bindings/delete-of-principal'
import { authorizeOverAdministrator } from '@/lib/role-bindings/over-administrator'
import { requireUser } from '@/lib/users/get'
import { requireSomebodyElse } from '@/lib/users/update'

/** Takes the user out of the organization with keys, role bindings and sessions; an account that is in no other one leaves too. */
export async function deleteUser(ctx: Ctx, id: string): Promise<void> {
  await requireUser(ctx, 'users:delete', id)
  requireSomebodyElse(ctx, id, 'delete')
  await authorizeOverAdministrator(ctx, `User:${id}`)
  const { organizationId } = ctx
  const taken = await mutate(
    ctx,
    {
      method: 'DeleteUser',
      resource: userCrn(organizationId, id),
      change: { noun: 'users', id },
    },
    async (tx) => {
      // First the membership: a binding or key that is being made at this moment is waited for, or finds it gone.
      const { count } = await tx.membership.deleteMany({ where: { userId: id, organizationId } })
      if (count === 0) throw notFound('User', id)
      const bindings = await deleteBindingsOf(tx, organizationId, `User:${id}`)
      const clusterIds = await deleteKeysOfOwner(tx, organizationId, id)
      await tx.session.deleteMany({ where: { userId: id } })
      await notify(tx, { noun: 'sessions', organizationId, id })
      if ((await tx.membership.count({ where: { userId: id } })) === 0)
        await tx.user.delete({ where: { id } })
      return { bindings, clusterIds }
    },
  )
  await Promise.all(taken.clusterIds.map((clusterId) => applyKeysNow(ctx, clusterId)))
  await applyRolesNow(ctx, taken.bindings)
}
