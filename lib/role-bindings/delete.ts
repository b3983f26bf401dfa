import type { Ctx } from '@/lib/context'
import { notFound } from '@/lib/errors'
import type { RoleBinding } from '@/lib/generated/prisma/client'
import { mutate } from '@/lib/audit-events/mutate'
import { applyRolesNow } from '@/lib/role-bindings/apply'
import { roleBindingCrn } from '@/lib/role-bindings/dto'
import { requireRoleBinding } from '@/lib/role-bindings/get'
import { requireAnotherAdministrator } from '@/lib/role-bindings/last-administrator'

/** Takes a role away. The API knows at once, brokers when this returns or once the worker is back. */
export async function deleteRoleBinding(ctx: Ctx, id: string): Promise<RoleBinding> {
  const row = await requireRoleBinding(ctx, 'role-bindings:delete', id)
  const { organizationId, principal, roleName, crnPattern } = row
  await mutate(
    ctx,
    {
      method: 'UnbindRoleForPrincipal',
      resource: roleBindingCrn(organizationId, id),
      change: { noun: 'role-bindings', id },
      data: { principal, role_name: roleName, crn_pattern: crnPattern },
    },
    async (tx) => {
      if (roleName === 'OrganizationAdmin') await requireAnotherAdministrator(tx, organizationId, principal)
      const { count } = await tx.roleBinding.deleteMany({ where: { id } })
      if (count === 0) throw notFound('Role binding', id)
    },
  )
  await applyRolesNow(ctx, [row])
  return row
}
