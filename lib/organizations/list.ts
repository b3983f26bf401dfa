import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { Organization } from '@/lib/generated/prisma/client'
import type { Page } from '@/lib/http/page'

/** The organization that the session or key is for, once the actor has any role in it. */
export async function listOrganizations(ctx: Ctx): Promise<Page<Organization>> {
  authorizeFilteredList(ctx, 'organization:read')
  const { organizationId: id } = ctx
  const items = can(ctx, 'organization:read', organizationCrn(id))
    ? await db.organization.findMany({ where: { id } })
    : []
  return { items, next: undefined, total: items.length }
}
