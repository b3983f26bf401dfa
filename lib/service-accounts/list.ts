import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { ServiceAccount } from '@/lib/generated/prisma/client'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'

/** Those who may see no service accounts see themselves, if they are one. */
export async function listServiceAccounts(
  ctx: Ctx,
  query: PageQuery,
  displayNames: string[] = [],
): Promise<Page<ServiceAccount>> {
  authorizeFilteredList(ctx, 'service-accounts:read')
  const { organizationId } = ctx
  const isAll = can(ctx, 'service-accounts:read', organizationCrn(organizationId))
  const where = {
    organizationId,
    ...(isAll ? {} : { id: ctx.actor.principal.replace(/^User:/, '') }),
    ...nameFilter(displayNames),
  }
  return paginate(
    query,
    (cursor, take) =>
      db.serviceAccount.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.serviceAccount.count({ where }),
  )
}

/** Terraform sends each word of a name as a value of its own, so the words together count as one more name. */
function nameFilter(values: string[]): { displayName?: { in: string[] } } {
  const names = values.filter((value) => value !== '')
  if (names.length === 0) return {}
  return { displayName: { in: [...names, names.join(' ')] } }
}
