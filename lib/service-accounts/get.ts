import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { ServiceAccount } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export async function requireServiceAccount(ctx: Ctx, action: Action, id: string): Promise<ServiceAccount> {
  const row = await db.serviceAccount.findFirst({ where: { id, organizationId: ctx.organizationId } })
  if (!row) throw notFound('Service account', id)
  await authorize(ctx, action)
  return row
}
