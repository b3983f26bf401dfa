import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { cutPage, type Paging } from '@/lib/subjects/cut-page'
import { requireSchemaById } from '@/lib/subjects/find-schema'
import { parseName, printName } from '@/lib/subjects/qualified-name'
import { canRead, type RegistryPlace } from '@/lib/subjects/require-subject'

type Query = Paging & {
  id: number
  /** Only this one; a context by itself (`:.ctx:`) says where to look for the id. */
  subject?: string | undefined
  deleted?: boolean | undefined
}
type SubjectAndVersion = { subject: string; version: number }

/** The subjects with a version that has this schema. */
export async function subjectsOfSchema(
  ctx: Ctx,
  registry: RegistryPlace,
  { offset, limit, ...query }: Query,
): Promise<string[]> {
  const uses = await readUses(ctx, registry, query)
  return cutPage([...new Set(uses.map(({ subject }) => subject))], { offset, limit })
}

export async function versionsOfSchema(
  ctx: Ctx,
  registry: RegistryPlace,
  { offset, limit, ...query }: Query,
): Promise<SubjectAndVersion[]> {
  return cutPage(await readUses(ctx, registry, query), { offset, limit })
}

async function readUses(
  ctx: Ctx,
  registry: RegistryPlace,
  { id, subject, deleted = false }: Query,
): Promise<SubjectAndVersion[]> {
  const { context } = await requireSchemaById(ctx, registry, { id, subject })
  const only = subject === undefined || /^:[^:]*:$/.test(subject) ? undefined : parseName(subject).name
  const rows = await db.subjectVersion.findMany({
    where: {
      ...{ registryId: registry.id, context, schemaId: id },
      ...(only === undefined ? {} : { subject: only }),
      ...(deleted ? {} : { deletedAt: null }),
    },
    select: { subject: true, version: true },
    orderBy: [{ subject: 'asc' }, { version: 'asc' }],
  })
  return rows
    .filter(({ subject: name }) => canRead(ctx, registry, { context, name }))
    .map(({ subject: name, version }) => ({ subject: printName({ context, name }), version }))
}
