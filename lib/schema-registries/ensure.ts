import { db, type Tx } from '@/lib/db'
import type { SchemaRegistry } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'

type Place = { organizationId: string; environmentId: string }

/** Every environment has one registry, made with it. */
export const insertRegistry = (
  tx: Pick<Tx, 'schemaRegistry'>,
  { organizationId, environmentId }: Place,
): Promise<SchemaRegistry> =>
  tx.schemaRegistry.create({ data: { id: newId('lsrc'), organizationId, environmentId } })

/** For environments that are older than registries: makes those that are missing. Two at once make one. */
export async function ensureRegistries(organizationId: string): Promise<void> {
  const bare = await db.environment.findMany({
    where: { organizationId, schemaRegistry: null },
    select: { id: true },
  })
  if (bare.length === 0) return
  await db.schemaRegistry.createMany({
    data: bare.map(({ id }) => ({ id: newId('lsrc'), organizationId, environmentId: id })),
    skipDuplicates: true,
  })
}
