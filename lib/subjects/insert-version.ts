// A version of a subject, and its schema where the context has not got it yet, in one statement. The context's row is locked only
// from here to the commit, so the caller does everything else of its transaction before.
import type { Tx } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { schemaGuid } from '@/lib/schemas/parse'
import type { Candidate } from '@/lib/subjects/candidate'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { lockSubject, type VersionRow } from '@/lib/subjects/subject-versions'

type NewVersion = {
  registryId: string
  at: QualifiedName
  version: number
  /** Of the schema: the one that it has already in this context, the one to give it, or null for the next one. */
  id: { present: number } | { given: number } | null
  candidate: Candidate
  /** `stateOf` the subject's versions when this was planned. */
  state: string
}
type Inserted = { id: number; createdAt: Date }

/** As Confluent Cloud, where ids below are of other origin. */
const firstId = 100_001

/** Makes the subject when it is new, and locks it until the end of the transaction: whoever inserts a row holds it. */
export async function makeAndLockSubject(
  tx: Pick<Tx, '$queryRaw' | '$executeRaw'>,
  registryId: string,
  at: QualifiedName,
  isKnown: boolean,
): Promise<void> {
  if (isKnown && (await lockSubject(tx, registryId, at))) return
  const { context, name } = at
  const made = await tx.$executeRaw`
    WITH context AS (INSERT INTO schema_contexts (registry_id, name) VALUES (${registryId}, ${context})
      ON CONFLICT DO NOTHING)
    INSERT INTO subjects (registry_id, context, name)
    VALUES (${registryId}, ${context}, ${name}) ON CONFLICT DO NOTHING`
  if (made === 0) await lockSubject(tx, registryId, at)
}

/** Null: the subject's versions are no longer as they were. To be called while the subject is locked. */
export async function insertVersion(
  tx: Pick<Tx, '$queryRaw'>,
  { registryId, at: { context, name }, version, id, candidate, state }: NewVersion,
): Promise<Inserted | null> {
  const schema =
    id && 'present' in id
      ? Prisma.sql`made AS (SELECT ${id.present}::int AS id FROM unmoved)`
      : newSchema(registryId, context, id?.given ?? null, candidate)
  const [row] = await tx.$queryRaw<Inserted[]>`
    WITH unmoved AS (
      SELECT 1 WHERE ${state} = (
        SELECT COALESCE(string_agg(concat_ws(' ', version, schema_id, deleted_at IS NOT NULL), ',' ORDER BY version), '')
        FROM subject_versions
        WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}
      )
    ),
    ${schema},
    counted AS (
      UPDATE subjects SET last_version = GREATEST(last_version, ${version})
      WHERE registry_id = ${registryId} AND context = ${context} AND name = ${name}
    )
    INSERT INTO subject_versions (registry_id, context, subject, version, schema_id)
    SELECT ${registryId}, ${context}, ${name}, ${version}, id FROM made
    ON CONFLICT (registry_id, context, subject, version) DO UPDATE SET deleted_at = NULL
    RETURNING schema_id AS id, created_at AS "createdAt"`
  return row ?? null
}

/** As the statement above puts it. */
export const stateOf = (versions: readonly VersionRow[]): string =>
  versions
    .map(({ version, schemaId, isDeleted }) => `${version} ${schemaId} ${isDeleted ? 't' : 'f'}`)
    .join(',')

function newSchema(registryId: string, context: string, id: number | null, candidate: Candidate): Prisma.Sql {
  const { schemaType, text, references, targets, metadata, ruleSet, fingerprint } = candidate
  return Prisma.sql`
    given AS (
      UPDATE schema_contexts
      SET last_id = CASE WHEN ${id}::int IS NULL THEN GREATEST(last_id + 1, ${firstId})
        ELSE GREATEST(last_id, ${id}::int) END
      WHERE registry_id = ${registryId} AND name = ${context} AND EXISTS (SELECT 1 FROM unmoved)
      RETURNING COALESCE(${id}::int, last_id) AS id
    ),
    made AS (
      INSERT INTO schemas (registry_id, context, id, guid, schema_type, text, "references", metadata, rule_set, fingerprint)
      SELECT ${registryId}, ${context}, id, ${schemaGuid(fingerprint)}::uuid, ${schemaType}, ${text},
        ${JSON.stringify(references)}::jsonb, ${asJson(metadata)}::jsonb, ${asJson(ruleSet)}::jsonb, ${fingerprint}
      FROM given RETURNING id
    ),
    linked AS (
      INSERT INTO schema_references (registry_id, context, schema_id, to_context, to_subject, to_version)
      SELECT DISTINCT ${registryId}, ${context}, made.id, target.context, target.subject, target.version
      FROM made, unnest(${targets.map((target) => target.context)}::text[],
        ${targets.map((target) => target.name)}::text[],
        ${targets.map((target) => target.version)}::int[]) AS target(context, subject, version)
    )`
}

const asJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))
