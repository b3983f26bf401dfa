// Older clients know accounts by number; these two lists translate.
import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { accountOf } from '@/lib/api-keys/own'
import type { NumberedUsers } from '@/lib/cli/schema'

export async function listNumberedServiceAccounts(ctx: Ctx): Promise<NumberedUsers> {
  authorizeFilteredList(ctx, 'service-accounts:read')
  const { organizationId } = ctx
  const isAll = can(ctx, 'service-accounts:read', organizationCrn(organizationId))
  const rows = await db.serviceAccount.findMany({
    where: { organizationId, ...(isAll ? {} : { id: accountOf(ctx) }) },
    orderBy: { number: 'asc' },
  })
  return {
    users: rows.map((row) => ({
      id: row.number,
      resource_id: row.id,
      service_name: row.displayName,
      service_description: row.description,
    })),
  }
}

export async function listNumberedUsers(ctx: Ctx): Promise<NumberedUsers> {
  authorizeFilteredList(ctx, 'users:read')
  const { organizationId } = ctx
  const isAll = can(ctx, 'users:read', organizationCrn(organizationId))
  const rows = await db.user.findMany({
    where: { memberships: { some: { organizationId } }, ...(isAll ? {} : { id: accountOf(ctx) }) },
    orderBy: { number: 'asc' },
  })
  return {
    users: rows.map((row) => {
      const [first = '', ...rest] = row.fullName.split(' ')
      return {
        id: row.number,
        resource_id: row.id,
        email: row.email,
        first_name: first,
        last_name: rest.join(' '),
      }
    }),
  }
}
