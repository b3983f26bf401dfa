import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { canRead, readsEverything, type RegistryPlace } from '@/lib/subjects/require-subject'

/** The subjects that the actor may read; null: all of them, since the right is on the whole registry. */
export async function readableNames(ctx: Ctx, registry: RegistryPlace): Promise<QualifiedName[] | null> {
  if (readsEverything(ctx, registry)) return null
  const all = await db.subject.findMany({
    where: { registryId: registry.id },
    select: { context: true, name: true },
  })
  return all.filter((name) => canRead(ctx, registry, name))
}

/** `context` and `name` are columns. */
export const among = (
  names: readonly QualifiedName[] | null,
  context: Prisma.Sql,
  name: Prisma.Sql,
): Prisma.Sql =>
  names === null
    ? Prisma.sql`true`
    : Prisma.sql`(${context}, ${name}) IN (SELECT * FROM unnest(
        ${names.map((one) => one.context)}::text[], ${names.map((one) => one.name)}::text[]))`
