import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { User } from '@/lib/generated/prisma/client'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'
import { inOrganization } from '@/lib/users/get'

/** Those who may see no users see themselves. */
export async function listUsers(ctx: Ctx, query: PageQuery): Promise<Page<User>> {
  authorizeFilteredList(ctx, 'users:read')
  const { organizationId, actor } = ctx
  const isAll = can(ctx, 'users:read', organizationCrn(organizationId))
  const where = {
    ...inOrganization(organizationId),
    ...(isAll ? {} : { id: actor.principal.replace(/^User:/, '') }),
  }
  return paginate(
    query,
    (cursor, take) =>
      db.user.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.user.count({ where }),
  )
}
