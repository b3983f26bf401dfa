import { authorize, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'

/** Who manages accounts but grants no roles has no hold over those who do. */
export async function authorizeOverAdministrator(ctx: Ctx, principal: string): Promise<void> {
  const { organizationId } = ctx
  const isAdministrator = await db.roleBinding.count({
    where: { organizationId, principal, roleName: 'OrganizationAdmin' },
  })
  if (isAdministrator) await authorize(ctx, 'role-bindings:delete', organizationCrn(organizationId))
}
