import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { organizationCrn, parseCrn, sameCrn, type ParsedCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { RoleBinding } from '@/lib/generated/prisma/client'
import { paginate, type Page, type PageQuery } from '@/lib/http/page'

export type RoleBindingFilter = { principal?: string; roleName?: string; crnPattern?: string }

/** The bindings at places where the actor may see them, and the actor's own. */
export async function listRoleBindings(
  ctx: Ctx,
  query: PageQuery,
  filter: RoleBindingFilter,
): Promise<Page<RoleBinding>> {
  authorizeFilteredList(ctx, 'role-bindings:read')
  const { organizationId } = ctx
  const where = {
    organizationId,
    ...(filter.principal ? { principal: filter.principal } : {}),
    ...(filter.roleName ? { roleName: filter.roleName } : {}),
  }
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
  if (!filter.crnPattern && can(ctx, 'role-bindings:read', organizationCrn(organizationId)))
    return paginate(
      query,
      (cursor, take) =>
        db.roleBinding.findMany({ where, orderBy, take, ...(cursor ? { cursor, skip: 1 } : {}) }),
      () => db.roleBinding.count({ where }),
    )
  const isInScope = scopeFilter(filter.crnPattern)
  const rows = (await db.roleBinding.findMany({ where, orderBy })).filter(
    (row) => isInScope(row.crnPattern) && isVisible(ctx, row),
  )
  return paginate(
    query,
    (cursor, take) => {
      const start = cursor ? rows.findIndex(({ id }) => id === cursor.id) + 1 : 0
      return Promise.resolve(rows.slice(start, start + take))
    },
    () => Promise.resolve(rows.length),
  )
}

const isVisible = (ctx: Ctx, { principal, crnPattern }: RoleBinding): boolean =>
  principal === ctx.actor.principal || can(ctx, 'role-bindings:read', crnPattern)

/** A scope stands for itself and the resources directly in it; with the suffix `/*` for everything below it too. */
function scopeFilter(pattern = ''): (crn: string) => boolean {
  if (pattern === '') return () => true
  const isInclusive = pattern.endsWith('/*')
  const scope = isInclusive ? pattern.slice(0, -2) : pattern
  const parsed = parseCrn(scope)
  return (crn) => {
    if (sameCrn(crn, scope)) return true
    if (!crn.startsWith(`${scope}/`)) return false
    return isInclusive || (parsed !== null && isSameLevel(parsed, parseCrn(crn)))
  }
}

const isSameLevel = (one: ParsedCrn, other: ParsedCrn | null): boolean =>
  one.environmentId === other?.environmentId &&
  one.clusterId === other?.clusterId &&
  one.registryId === other?.registryId
