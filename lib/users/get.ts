import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { User } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export const inOrganization = (organizationId: string) => ({ memberships: { some: { organizationId } } })

export async function requireUser(ctx: Ctx, action: Action, id: string): Promise<User> {
  const row = await db.user.findFirst({ where: { id, ...inOrganization(ctx.organizationId) } })
  if (!row) throw notFound('User', id)
  await authorize(ctx, action)
  return row
}
