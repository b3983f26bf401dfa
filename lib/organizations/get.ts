import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { Organization } from '@/lib/generated/prisma/client'
import type { Action } from '@/lib/permissions'

export async function requireOrganization(ctx: Ctx, action: Action, id: string): Promise<Organization> {
  const row = id === ctx.organizationId ? await db.organization.findUnique({ where: { id } }) : null
  if (!row) throw notFound('Organization', id)
  await authorize(ctx, action)
  return row
}
