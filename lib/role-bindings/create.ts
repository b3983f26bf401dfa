import { authorize, type Ctx } from '@/lib/context'
import type { Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { RoleBinding } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { applyRolesNow } from '@/lib/role-bindings/apply'
import { requirePlace, requireRole, requireScope } from '@/lib/role-bindings/check-scope'
import { roleBindingCrn } from '@/lib/role-bindings/dto'
import { requireRoom } from '@/lib/service-quotas/limits'
import type { CreateRoleBindingInput } from '@/lib/role-bindings/schema'

/** Binds a role. Nobody grants more than they may grant at that very place. */
export async function createRoleBinding(ctx: Ctx, input: CreateRoleBindingInput): Promise<RoleBinding> {
  const { organizationId } = ctx
  const { principal, crn_pattern: crnPattern } = input
  const roleName = requireRole(input.role_name)
  const place = requireScope(organizationId, roleName, crnPattern)
  await authorize(ctx, 'role-bindings:create', crnPattern)
  await requirePlace(place)
  const id = newId('rb')
  const row = await mutate(
    ctx,
    {
      method: 'BindRoleForPrincipal',
      resource: roleBindingCrn(organizationId, id),
      change: { noun: 'role-bindings', id },
      data: { ...input },
      conflict: `${principal} has the role ${roleName} there already.`,
    },
    async (tx) => {
      await requireRoom(tx, 'role_bindings_per_org', organizationId, () =>
        tx.roleBinding.count({ where: { organizationId } }),
      )
      await requirePrincipal(tx, organizationId, principal)
      return tx.roleBinding.create({ data: { id, organizationId, principal, roleName, crnPattern } })
    },
  )
  await applyRolesNow(ctx, [row])
  return row
}

/** Locks the account's row, so that a deletion under way is either waited for or waits. */
async function requirePrincipal(tx: Tx, organizationId: string, principal: string): Promise<void> {
  const id = /^User:(?<id>(?:u|sa)-[a-z0-9]+)$/.exec(principal)?.groups?.id
  const found = id?.startsWith('sa-')
    ? await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM service_accounts
        WHERE id = ${id} AND organization_id = ${organizationId}::uuid FOR KEY SHARE`
    : await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM memberships
        WHERE user_id = ${id ?? ''} AND organization_id = ${organizationId}::uuid FOR KEY SHARE`
  if (found.length > 0) return
  const message = `There is no user or service account ${principal} in this organization. Name it as User:u-… or User:sa-….`
  throw new AppError('invalid', message, { fields: [{ path: 'principal', message }] })
}
