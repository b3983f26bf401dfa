import { registryCrn } from '@/lib/crn'
import { authorizeFilteredList, can, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { requireEnvironment } from '@/lib/environments/get'
import type { Page } from '@/lib/http/page'
import { ensureRegistries } from '@/lib/schema-registries/ensure'
import { withEnvironment, type PlacedRegistry } from '@/lib/schema-registries/get'

/** The one registry of an environment, or none when the actor may not see it. */
export async function listRegistries(ctx: Ctx, environmentId: string): Promise<Page<PlacedRegistry>> {
  await requireEnvironment(ctx, 'environments:read', environmentId)
  authorizeFilteredList(ctx, 'schema-registries:read')
  const { organizationId } = ctx
  await ensureRegistries(organizationId)
  const rows = await db.schemaRegistry.findMany({
    where: { organizationId, environmentId },
    include: withEnvironment,
  })
  const items = rows.filter(({ id }) =>
    can(ctx, 'schema-registries:read', registryCrn(organizationId, environmentId, id)),
  )
  return { items, next: undefined, total: items.length }
}
