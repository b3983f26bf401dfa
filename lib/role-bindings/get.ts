import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { RoleBinding } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export async function requireRoleBinding(ctx: Ctx, action: Action, id: string): Promise<RoleBinding> {
  const row = await db.roleBinding.findFirst({ where: { id, organizationId: ctx.organizationId } })
  if (!row) throw notFound('Role binding', id)
  await authorize(ctx, action, row.crnPattern)
  return row
}
