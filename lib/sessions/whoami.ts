import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { Whoami } from '@/lib/sessions/schema'

export async function getWhoami(ctx: Ctx): Promise<Whoami> {
  await authorize(ctx, 'own-account')
  const [user, organization] = await Promise.all([
    db.user.findUnique({ where: { id: ctx.actor.userId ?? '' } }),
    db.organization.findUnique({ where: { id: ctx.organizationId } }),
  ])
  if (!user || !organization) throw new AppError('unauthenticated', 'Sign in again.')
  return {
    user: { id: user.id, email: user.email, full_name: user.fullName },
    organization: { id: organization.id, display_name: organization.displayName },
    bindings: ctx.actor.bindings.map((b) => ({ role_name: b.roleName, crn_pattern: b.crnPattern })),
  }
}
