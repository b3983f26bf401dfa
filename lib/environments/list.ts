import { environmentsWith } from '@/lib/permissions'
import { organizationCrn } from '@/lib/crn'
import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import type { Environment } from '@/lib/generated/prisma/client'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'

/** The environments in which the actor may do anything at all. */
export async function listEnvironments(ctx: Ctx, query: PageQuery): Promise<Page<Environment>> {
  authorizeFilteredList(ctx, 'environments:read')
  const { organizationId, actor } = ctx
  const visible = environmentsWith(actor.bindings, 'environments:read', organizationCrn(organizationId))
  const where = { organizationId, ...(visible === 'all' ? {} : { id: { in: visible } }) }
  return paginate(
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
}
