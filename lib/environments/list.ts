import { environmentCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import type { Environment } from '@/lib/generated/prisma/client'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'
import { isAllowed } from '@/lib/permissions'

export async function listEnvironments(ctx: Ctx, query: PageQuery): Promise<Page<Environment>> {
  const where = { organizationId: ctx.organizationId }
  await authorize(ctx, 'environments:read')
  const page = await paginate(
    query,
    (cursor, take) =>
      db.environment.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.environment.count({ where }),
  )
  const isVisible = ({ id }: Environment): boolean =>
    isAllowed(ctx.actor.bindings, 'environments:read', environmentCrn(ctx.organizationId, id))
  return { ...page, items: page.items.filter(isVisible) }
}
