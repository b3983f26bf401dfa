import type { Tx } from '@/lib/db'
import { notify } from '@/lib/events'
import type { Binding } from '@/lib/permissions'
import { requireAnotherAdministrator } from '@/lib/role-bindings/last-administrator'

/** For verbs that remove an account. Returns what it was bound to. */
export async function deleteBindingsOf(
  tx: Tx,
  organizationId: string,
  principal: string,
): Promise<Binding[]> {
  const bindings = await tx.roleBinding.findMany({ where: { organizationId, principal } })
  if (bindings.some(({ roleName }) => roleName === 'OrganizationAdmin'))
    await requireAnotherAdministrator(tx, organizationId, principal)
  await tx.roleBinding.deleteMany({ where: { organizationId, principal } })
  if (bindings.length > 0) await notify(tx, { noun: 'role-bindings', organizationId })
  return bindings
}
