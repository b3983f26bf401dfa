import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { Invitation } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export async function requireInvitation(ctx: Ctx, action: Action, id: string): Promise<Invitation> {
  const row = await db.invitation.findFirst({ where: { id, organizationId: ctx.organizationId } })
  if (!row) throw notFound('Invitation', id)
  await authorize(ctx, action)
  return row
}
