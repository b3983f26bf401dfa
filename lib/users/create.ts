import { organizationCrn } from '@/lib/crn'
import type { Tx } from '@/lib/db'
import { newId } from '@/lib/ids'
import type { RoleName } from '@/lib/permissions'

export type NewUser = { email: string; fullName: string; roleName: RoleName; organizationId: string }

/** Inserts a user, the membership and one role binding on the organization; the caller owns transaction and audit. */
export async function insertUser(tx: Tx, input: NewUser, passwordHash: string): Promise<{ id: string }> {
  const { organizationId } = input
  const user = await tx.user.create({
    data: { id: newId('u'), email: input.email, fullName: input.fullName, passwordHash },
  })
  await tx.membership.create({ data: { organizationId, userId: user.id } })
  await tx.roleBinding.create({
    data: {
      id: newId('rb'),
      organizationId,
      principal: `User:${user.id}`,
      roleName: input.roleName,
      crnPattern: organizationCrn(organizationId),
    },
  })
  return { id: user.id }
}
