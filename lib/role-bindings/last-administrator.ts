import type { Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'

const isUser = (principal: string): boolean => principal.startsWith('User:u-')

/** Throws when nobody who can sign in would be left to administer the organization. Serialised by the organization's row. */
export async function requireAnotherAdministrator(
  tx: Tx,
  organizationId: string,
  principal: string,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`
  const bindings = await tx.roleBinding.findMany({
    where: { organizationId, roleName: 'OrganizationAdmin', principal: { not: principal } },
    select: { principal: true },
  })
  const users = await tx.user.count({
    where: {
      isActive: true,
      id: { in: bindings.filter((one) => isUser(one.principal)).map((one) => one.principal.slice(5)) },
      memberships: { some: { organizationId } },
    },
  })
  const isSomebodyLeft = users > 0 || (!isUser(principal) && bindings.length > 0)
  if (!isSomebodyLeft)
    throw new AppError(
      'conflict',
      'This is the last OrganizationAdmin. Give the role to another active user first.',
    )
}
