import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { maxSchemas, pageOf, type Paging } from '@/lib/subjects/cut-page'
import { toSubjectVersion } from '@/lib/subjects/dto'
import { everyContext, parsePrefix, type QualifiedName } from '@/lib/subjects/qualified-name'
import { among, readableNames } from '@/lib/subjects/readable-names'
import type { RegistryPlace } from '@/lib/subjects/require-subject'
import type { SubjectVersionDto } from '@/lib/subjects/schema'
import { readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'
import type { VersionRow } from '@/lib/subjects/subject-versions'

type Query = Paging & {
  subjectPrefix?: string | undefined
  latestOnly?: boolean | undefined
  deleted?: boolean | undefined
  /** Only those with a rule of this type. */
  ruleType?: string | undefined
}
type Row = QualifiedName & VersionRow

/** At most 1,000 at once. */
export async function listSchemas(
  ctx: Ctx,
  registry: RegistryPlace,
  { subjectPrefix = everyContext, latestOnly = false, deleted = false, ruleType = '', ...paging }: Query,
): Promise<SubjectVersionDto[]> {
  authorizeFilteredList(ctx, 'subjects:read')
  const { context, name } = parsePrefix(subjectPrefix)
  const names = await readableNames(ctx, registry)
  const { limit, offset } = pageOf(paging, maxSchemas)
  const rows = await db.$queryRaw<Row[]>`
    SELECT v.context, v.subject AS name, v.version, v.schema_id AS "schemaId",
      v.deleted_at IS NOT NULL AS "isDeleted", v.created_at AS "createdAt"
    FROM subject_versions v
    WHERE v.registry_id = ${registry.id} AND (${context}::text IS NULL OR v.context = ${context}::text)
      AND starts_with(v.subject, ${name}) AND (${deleted} OR v.deleted_at IS NULL)
      AND ${among(names, Prisma.sql`v.context`, Prisma.sql`v.subject`)}
      AND NOT (${latestOnly} AND EXISTS (SELECT 1 FROM subject_versions n
        WHERE n.registry_id = v.registry_id AND n.context = v.context AND n.subject = v.subject
          AND n.version > v.version AND (${deleted} OR n.deleted_at IS NULL)))
      AND ${hasRule(ruleType)}
    ORDER BY v.context, v.subject, v.version LIMIT ${limit} OFFSET ${offset}`
  return describe(registry.id, rows)
}

const hasRule = (ruleType: string): Prisma.Sql =>
  ruleType === ''
    ? Prisma.sql`true`
    : Prisma.sql`EXISTS (SELECT 1 FROM schemas s
        WHERE s.registry_id = v.registry_id AND s.context = v.context AND s.id = v.schema_id
          AND jsonb_path_exists(s.rule_set, '$.*[*] ? (@.type == $type)', jsonb_build_object('type', ${ruleType}::text)))`

async function describe(registryId: string, rows: readonly Row[]): Promise<SubjectVersionDto[]> {
  const schemas = new Map<string, ReadonlyMap<number, StoredSchema>>()
  for (const context of new Set(rows.map((row) => row.context))) {
    const ids = rows.filter((row) => row.context === context).map(({ schemaId }) => schemaId)
    schemas.set(context, await readSchemas(db, registryId, context, [...new Set(ids)]))
  }
  return rows.flatMap((row) => {
    const schema = schemas.get(row.context)?.get(row.schemaId)
    return schema ? [toSubjectVersion(row, row, schema)] : []
  })
}
