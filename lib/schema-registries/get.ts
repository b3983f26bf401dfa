import { registryCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { db, type Prisma } from '@/lib/db'
import { notFound } from '@/lib/errors'
import type { Action } from '@/lib/permissions'
import { ensureRegistries } from '@/lib/schema-registries/ensure'

export const withEnvironment = { environment: true } satisfies Prisma.SchemaRegistryInclude
export type PlacedRegistry = Prisma.SchemaRegistryGetPayload<{ include: typeof withEnvironment }>

/** The registry, once it is known to be of the actor's organization (and environment) and the actor may do `action` there. */
export async function requireRegistry(
  ctx: Ctx,
  action: Action,
  id: string,
  environmentId?: string,
): Promise<PlacedRegistry> {
  const registry = await findRegistry(ctx, id, environmentId)
  await authorize(ctx, action, registryCrn(ctx.organizationId, registry.environmentId, id))
  return registry
}

/** Without a decision on rights: for lists, which are filtered afterwards. */
export async function findRegistry(
  { organizationId }: Ctx,
  id: string,
  environmentId?: string,
): Promise<PlacedRegistry> {
  await ensureRegistries(organizationId)
  const registry = await db.schemaRegistry.findFirst({
    where: { id, organizationId, ...(environmentId ? { environmentId } : {}) },
    include: withEnvironment,
  })
  if (!registry) throw notFound('Schema Registry cluster', id)
  return registry
}
