import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { pageOf, type Paging } from '@/lib/subjects/cut-page'
import { everyContext, parsePrefix, printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { among, readableNames } from '@/lib/subjects/readable-names'
import type { RegistryPlace } from '@/lib/subjects/require-subject'

type Query = Paging & {
  /** Without it: every context's. */
  subjectPrefix?: string | undefined
  deleted?: boolean | undefined
  deletedOnly?: boolean | undefined
}

/** Sorted: the default context first. A subject is deleted when it has no live version left. */
export async function listSubjects(
  ctx: Ctx,
  registry: RegistryPlace,
  { subjectPrefix = everyContext, deleted = false, deletedOnly = false, ...paging }: Query,
): Promise<string[]> {
  authorizeFilteredList(ctx, 'subjects:read')
  const { context, name } = parsePrefix(subjectPrefix)
  const names = await readableNames(ctx, registry)
  const { limit, offset } = pageOf(paging)
  const rows = await db.$queryRaw<QualifiedName[]>`
    SELECT s.context, s.name FROM subjects s
    WHERE s.registry_id = ${registry.id} AND (${context}::text IS NULL OR s.context = ${context}::text)
      AND starts_with(s.name, ${name}) AND ${among(names, Prisma.sql`s.context`, Prisma.sql`s.name`)}
      AND EXISTS (${versionsOf(Prisma.sql`${deleted || deletedOnly} OR v.deleted_at IS NULL`)})
      AND NOT (${deletedOnly} AND EXISTS (${versionsOf(Prisma.sql`v.deleted_at IS NULL`)}))
    ORDER BY s.context, s.name LIMIT ${limit} OFFSET ${offset}`
  return rows.map(printName)
}

const versionsOf = (condition: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT 1 FROM subject_versions v
  WHERE v.registry_id = s.registry_id AND v.context = s.context AND v.subject = s.name AND (${condition})`
