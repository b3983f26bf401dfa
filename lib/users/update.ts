import { userCrn } from '@/lib/crn'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { notify } from '@/lib/events'
import type { User } from '@/lib/generated/prisma/client'
import { applyKeysNow } from '@/lib/api-keys/apply'
import { mutate } from '@/lib/audit-events/mutate'
import { requireAnotherAdministrator } from '@/lib/role-bindings/last-administrator'
import { clustersKnowing } from '@/lib/api-keys/clusters-knowing'
import { db, type Tx } from '@/lib/db'
import { authorizeOverAdministrator } from '@/lib/role-bindings/over-administrator'
import { requireUser } from '@/lib/users/get'
import type { UpdateUserInput } from '@/lib/users/schema'

/** Changes the name; deactivates (sessions end, keys stop working, roles stay) or activates again. */
export async function updateUser(ctx: Ctx, id: string, input: UpdateUserInput): Promise<User> {
  const before = await requireUser(ctx, 'users:update', id)
  const isSwitch = input.is_active !== undefined && input.is_active !== before.isActive
  if (isSwitch) await authorizeOverAdministrator(ctx, `User:${id}`)
  const after = await mutate(
    ctx,
    {
      method: 'UpdateUser',
      resource: userCrn(ctx.organizationId, id),
      change: { noun: 'users', id },
      data: { ...input },
    },
    async (tx) => {
      if (isSwitch) await switchUser(tx, ctx, id, input.is_active === true)
      return tx.user.update({
        where: { id },
        data: input.full_name === undefined ? {} : { fullName: input.full_name },
      })
    },
  )
  if (isSwitch) {
    const clusterIds = await clustersKnowing(db, ctx.organizationId, id)
    await Promise.all(clusterIds.map((clusterId) => applyKeysNow(ctx, clusterId)))
  }
  return after
}

async function switchUser(tx: Tx, ctx: Ctx, id: string, isActive: boolean): Promise<void> {
  const { organizationId } = ctx
  const elsewhere = await tx.membership.count({
    where: { userId: id, organizationId: { not: organizationId } },
  })
  if (elsewhere > 0)
    throw new AppError(
      'conflict',
      'This user belongs to another organization too, which alone cannot switch the account off or on. Delete the user from this organization instead.',
    )
  if (!isActive) {
    requireSomebodyElse(ctx, id, 'deactivate')
    const bindings = await tx.roleBinding.count({
      where: { organizationId, principal: `User:${id}`, roleName: 'OrganizationAdmin' },
    })
    if (bindings > 0) await requireAnotherAdministrator(tx, organizationId, `User:${id}`)
    await tx.session.deleteMany({ where: { userId: id } })
    await notify(tx, { noun: 'sessions', organizationId, id })
  }
  await tx.user.update({ where: { id }, data: { isActive } })
  // Brokers ask for keys and roles of active users only.
  await notify(tx, { noun: 'api-keys', organizationId })
}

export function requireSomebodyElse(ctx: Ctx, id: string, what: string): void {
  if (ctx.actor.principal === `User:${id}`)
    throw new AppError('conflict', `You cannot ${what} yourself. Another administrator can do it.`)
}
