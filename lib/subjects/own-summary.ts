// Pages of a registry of ours: names by one query that stops at the page's end, then what there is to say of these few.
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import type { PlacedRegistry } from '@/lib/schema-registries/get'
import { wantsRecordName } from '@/lib/subjects/match-usage'
import { printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { among, readableNames } from '@/lib/subjects/readable-names'
import { recordNamesOf } from '@/lib/subjects/record-names'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'
import { mergeSettings, settingsRows } from '@/lib/subjects/settings-in-force'
import type { SubjectSummary, SummaryQuery } from '@/lib/subjects/summary-schema'

export type NamedSummary = {
  at: QualifiedName
  summary: Omit<SubjectSummary, 'usedBy'>
  recordName: string | null
}
export type SummaryPage = { items: NamedSummary[]; total: number; contexts: string[]; schemas: number | null }

type Row = QualifiedName & { version: number; schemaId: number; schemaType: string; isDeleted: boolean }

export async function readOwnPage(
  ctx: Ctx,
  registry: PlacedRegistry,
  query: SummaryQuery,
): Promise<SummaryPage> {
  const visible = await readableNames(ctx, registry)
  const matching = conditions(registry.id, query, visible)
  const [rows, counted, contexts, schemas] = await Promise.all([
    pageOf(matching, query),
    countOf(matching),
    visible ? [...new Set(visible.map(({ context }) => context))] : contextsOf(registry.id),
    visible ? null : db.schema.count({ where: { registryId: registry.id } }),
  ])
  return { items: await describe(registry.id, rows), total: counted, contexts, schemas }
}

const latest = Prisma.sql`
  FROM subjects s
  CROSS JOIN LATERAL (
    SELECT v.version, v.schema_id, v.deleted_at FROM subject_versions v
    WHERE v.registry_id = s.registry_id AND v.context = s.context AND v.subject = s.name
    ORDER BY (v.deleted_at IS NOT NULL), v.version DESC LIMIT 1
  ) l
  JOIN schemas c ON c.registry_id = s.registry_id AND c.context = s.context AND c.id = l.schema_id`

function conditions(
  registryId: string,
  { text, type, state, context }: SummaryQuery,
  visible: readonly QualifiedName[] | null,
): Prisma.Sql {
  const all = [
    Prisma.sql`s.registry_id = ${registryId}`,
    among(visible, Prisma.sql`s.context`, Prisma.sql`s.name`),
  ]
  if (context !== undefined) all.push(Prisma.sql`s.context = ${context}`)
  if (text !== '') all.push(Prisma.sql`position(lower(${text}) IN lower(s.name)) > 0`)
  if (type) all.push(Prisma.sql`c.schema_type = ${type}`)
  if (state === 'live') all.push(Prisma.sql`l.deleted_at IS NULL`)
  if (state === 'deleted') all.push(Prisma.sql`l.deleted_at IS NOT NULL`)
  return Prisma.sql`${latest} WHERE ${Prisma.join(all, ' AND ')}`
}

const pageOf = (matching: Prisma.Sql, { offset, limit }: SummaryQuery): Promise<Row[]> =>
  db.$queryRaw<Row[]>`
    SELECT s.context, s.name, l.version, l.schema_id AS "schemaId", c.schema_type AS "schemaType",
      l.deleted_at IS NOT NULL AS "isDeleted"
    ${matching} ORDER BY s.context, s.name LIMIT ${limit} OFFSET ${offset}`

async function countOf(matching: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${matching}`
  return row?.count ?? 0
}

async function contextsOf(registryId: string): Promise<string[]> {
  const rows = await db.schemaContext.findMany({
    where: { registryId, subjects: { some: {} } },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ name }) => name)
}

async function describe(registryId: string, rows: readonly Row[]): Promise<NamedSummary[]> {
  if (rows.length === 0) return []
  const [counts, settings, recordNames] = await Promise.all([
    db.subjectVersion.groupBy({
      by: ['context', 'subject'],
      where: {
        registryId,
        context: { in: [...new Set(rows.map(({ context }) => context))] },
        subject: { in: rows.map(({ name }) => name) },
      },
      _count: { version: true, deletedAt: true },
    }),
    settingsRows(db, registryId, rows),
    recordNamesOf(registryId, rows.filter(wantsRecordName)),
  ])
  const countOfName = new Map(counts.map((count) => [`${count.context} ${count.subject}`, count._count]))
  return rows.map(({ context, name, version, schemaId, schemaType, isDeleted }) => {
    const at = { context, name }
    const count = countOfName.get(`${context} ${name}`)
    const { config, mode } = mergeSettings(settings, at)
    return {
      at,
      recordName: recordNames.get(`${context} ${schemaId}`) ?? null,
      summary: {
        name: printName(at),
        schemaType: schemaType as SchemaTypeName,
        latestVersion: version,
        schemaId,
        versions: (count?.version ?? 0) - (count?.deletedAt ?? 0),
        deletedVersions: count?.deletedAt ?? 0,
        isDeleted,
        compatibility: config.compatibilityLevel,
        isOwnCompatibility: settings.some(
          (row) => row.context === context && row.subject === name && hasLevel(row.config),
        ),
        mode,
      },
    }
  })
}

const hasLevel = (config: unknown): boolean =>
  typeof config === 'object' && config !== null && 'compatibilityLevel' in config
