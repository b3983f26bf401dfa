import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { Invitation } from '@/lib/generated/prisma/client'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'
import { canonicalEmail } from '@/lib/users/schema'

export type InvitationFilter = { email: string; status: string; user: string; creator: string }

export async function listInvitations(
  ctx: Ctx,
  query: PageQuery,
  filter: InvitationFilter,
): Promise<Page<Invitation>> {
  authorizeFilteredList(ctx, 'users:read')
  const { organizationId } = ctx
  if (!can(ctx, 'users:read', organizationCrn(organizationId)))
    return { items: [], next: undefined, total: 0 }
  const where = {
    organizationId,
    ...(filter.email ? { email: canonicalEmail(filter.email) } : {}),
    ...(filter.user ? { userId: filter.user } : {}),
    ...(filter.creator ? { creatorId: filter.creator } : {}),
    ...withStatus(filter.status),
  }
  return paginate(
    query,
    (cursor, take) =>
      db.invitation.findMany({
        where,
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
        ...(cursor ? { cursor, skip: 1 } : {}),
      }),
    () => db.invitation.count({ where }),
  )
}

function withStatus(status: string) {
  const now = new Date()
  if (status === '') return {}
  if (status === 'INVITE_STATUS_ACCEPTED') return { acceptedAt: { not: null } }
  if (status === 'INVITE_STATUS_SENT') return { acceptedAt: null, expiresAt: { gte: now } }
  if (status === 'INVITE_STATUS_EXPIRED') return { acceptedAt: null, expiresAt: { lt: now } }
  return { id: '' }
}
