import { authorize, authorizeFilteredList, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { cutPage, type Paging } from '@/lib/subjects/cut-page'
import { defaultContext, normalContext } from '@/lib/subjects/qualified-name'
import { contextNotEmpty } from '@/lib/subjects/registry-error'
import { canRead, crnOfRegistry, readsEverything, type RegistryPlace } from '@/lib/subjects/require-subject'

/** The default one, and those in which there is something that the actor may read. */
export async function listContexts(
  ctx: Ctx,
  registry: RegistryPlace,
  { contextPrefix = '', ...paging }: Paging & { contextPrefix?: string | undefined } = {},
): Promise<string[]> {
  authorizeFilteredList(ctx, 'subjects:read')
  const isWhole = readsEverything(ctx, registry)
  const rows = await db.schemaContext.findMany({
    where: { registryId: registry.id },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  const names = isWhole
    ? null
    : await db.subject.findMany({
        where: { registryId: registry.id },
        select: { context: true, name: true },
      })
  const seen = new Set(names?.filter((name) => canRead(ctx, registry, name)).map(({ context }) => context))
  const visible = rows.map(({ name }) => name).filter((name) => isWhole || seen.has(name))
  const all = [...new Set([defaultContext, ...visible])].sort()
  return cutPage(
    all.filter((name) => name.startsWith(contextPrefix)),
    paging,
  )
}

/** With its settings. @throws RegistryError 42211 while it has subjects, be they deleted softly. */
export async function deleteContext(
  ctx: Ctx,
  registry: RegistryPlace,
  { context }: { context: string },
): Promise<void> {
  const name = normalContext(context)
  const registryId = registry.id
  const resource = crnOfRegistry(registry)
  await authorize(ctx, 'schema-registries:update', resource)
  const event = {
    method: 'DeleteContext',
    resource,
    data: { context: name },
    change: { noun: 'subjects', environmentId: registry.environmentId } as const,
  }
  await mutate(ctx, event, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM schema_contexts WHERE registry_id = ${registryId} AND name = ${name} FOR UPDATE`
    if ((await tx.subject.count({ where: { registryId, context: name } })) > 0) throw contextNotEmpty(name)
    if (name === defaultContext) return
    await tx.schemaContext.deleteMany({ where: { registryId, name } })
  })
}
