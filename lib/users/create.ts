import { organizationCrn } from '@/lib/crn'
import type { Tx } from '@/lib/db'
import { newId } from '@/lib/ids'
import type { RoleName } from '@/lib/permissions'

export type NewUser = { email: string; fullName: string; roleName: RoleName | null; organizationId: string }

/** Inserts a user, the membership and a role binding on the organization; the caller owns transaction and audit. */
export async function insertUser(
  tx: Tx,
  input: NewUser,
  passwordHash: string | null,
): Promise<{ id: string }> {
  const user = await tx.user.create({
    data: { id: newId('u'), email: input.email, fullName: input.fullName, passwordHash },
  })
  await joinOrganization(tx, input, user.id)
  return { id: user.id }
}

export async function joinOrganization(
  tx: Tx,
  { organizationId, roleName }: Pick<NewUser, 'organizationId' | 'roleName'>,
  userId: string,
): Promise<void> {
  await tx.membership.create({ data: { organizationId, userId } })
  if (roleName === null) return
  await tx.roleBinding.create({
    data: {
      id: newId('rb'),
      organizationId,
      principal: `User:${userId}`,
      roleName,
      crnPattern: organizationCrn(organizationId),
    },
  })
}
