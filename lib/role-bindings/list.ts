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
  const scope = scopeOf(filter.crnPattern)
  const isEverything = !scope || (scope.isInclusive && scope.crn === organizationCrn(organizationId))
  const isAll = can(ctx, 'role-bindings:read', organizationCrn(organizationId))
  const where = {
    organizationId,
    ...(filter.principal ? { principal: filter.principal } : {}),
    ...(filter.roleName ? { roleName: filter.roleName } : {}),
    ...(isEverything ? {} : { crnPattern: roughly(scope) }),
    ...(isAll ? {} : { OR: visiblePlaces(ctx) }),
  }
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]
  if (isAll && isEverything)
    return paginate(
      query,
      (cursor, take) =>
        db.roleBinding.findMany({ where, orderBy, take, ...(cursor ? { cursor, skip: 1 } : {}) }),
      () => db.roleBinding.count({ where }),
    )
  const isInScope = scopeFilter(scope)
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

/** Wider than the scope, for the database; `scopeFilter` decides. Nothing but bindings lies directly in organization and environment. */
function roughly({ crn, isInclusive }: Wanted) {
  const parsed = parseCrn(crn)
  const hasResources = parsed === null || (parsed.clusterId ?? parsed.registryId) !== undefined
  return isInclusive || hasResources ? { startsWith: placePrefix(crn) } : crn
}

/** Wider than what the actor sees, for the database; `isVisible` decides. */
function visiblePlaces({ actor }: Ctx) {
  const places = new Set(actor.bindings.map(({ crnPattern }) => placePrefix(crnPattern)))
  return [
    { principal: actor.principal },
    ...[...places].map((prefix) => ({ crnPattern: { startsWith: prefix } })),
  ]
}

/** Organization, environment and cluster of a name: all that bindings spell in one way only. */
function placePrefix(crn: string): string {
  const segments = crn.split('/')
  const end = segments.findIndex((segment, index) => index > 2 && !isPlace.test(segment))
  return segments.slice(0, end === -1 ? segments.length : end).join('/')
}
const isPlace = /^(organization|environment|cloud-cluster|schema-registry)=[\w-]+$/

const isVisible = (ctx: Ctx, { principal, crnPattern }: RoleBinding): boolean =>
  principal === ctx.actor.principal || can(ctx, 'role-bindings:read', crnPattern)

type Wanted = { crn: string; isInclusive: boolean }

function scopeOf(pattern = ''): Wanted | null {
  if (pattern === '') return null
  const isInclusive = pattern.endsWith('/*')
  return { crn: isInclusive ? pattern.slice(0, -2) : pattern, isInclusive }
}

/** A scope stands for itself and the resources directly in it; with the suffix `/*` for everything below it too. */
function scopeFilter(scope: Wanted | null): (crn: string) => boolean {
  if (!scope) return () => true
  const parsed = parseCrn(scope.crn)
  return (crn) => {
    if (sameCrn(crn, scope.crn)) return true
    if (!crn.startsWith(`${scope.crn}/`)) return false
    return scope.isInclusive || (parsed !== null && isSameLevel(parsed, parseCrn(crn)))
  }
}

const isSameLevel = (one: ParsedCrn, other: ParsedCrn | null): boolean =>
  one.environmentId === other?.environmentId &&
  one.clusterId === other?.clusterId &&
  one.registryId === other?.registryId
