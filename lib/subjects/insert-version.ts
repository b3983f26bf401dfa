// A version of a subject, and its schema where the context has not got it yet, in one statement. The context's row is locked only
// from here to the commit, so the caller does everything else of its transaction before.
import type { Tx } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { schemaGuid } from '@/lib/schemas/parse'
import type { Candidate } from '@/lib/subjects/candidate'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { notPermitted, otherIdGiven } from '@/lib/subjects/registry-error'
import { lockSubject } from '@/lib/subjects/subject-versions'

type NewVersion = {
  registryId: string
  at: QualifiedName
  version: number
  /** Null: the next one. */
  id: number | null
  candidate: Candidate
}
type Inserted = { id: number; createdAt: Date }

/** As Confluent Cloud, where ids below are of other origin. */
const firstId = 100_001

/** Makes the subject when it is new, and locks it until the end of the transaction. Answers the last version that it gave. */
export async function makeAndLockSubject(
  tx: Pick<Tx, '$queryRaw' | '$executeRaw'>,
  registryId: string,
  at: QualifiedName,
): Promise<number> {
  const found = await lockSubject(tx, registryId, at)
  if (found !== null) return found
  const { context, name } = at
  await tx.$executeRaw`INSERT INTO schema_contexts (registry_id, name) VALUES (${registryId}, ${context})
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`INSERT INTO subjects (registry_id, context, name)
    VALUES (${registryId}, ${context}, ${name}) ON CONFLICT DO NOTHING`
  return (await lockSubject(tx, registryId, at)) ?? 0
}

/** @throws RegistryError 42205 or 42207 when the id is not free for this schema. */
export async function insertVersion(
  tx: Pick<Tx, '$queryRaw'>,
  { registryId, at: { context, name }, version, id, candidate }: NewVersion,
): Promise<Inserted> {
  const present = await tx.$queryRaw<{ id: number; isSame: boolean }[]>`
    SELECT id, fingerprint = ${candidate.fingerprint} AS "isSame" FROM schemas
    WHERE registry_id = ${registryId} AND context = ${context}
      AND (fingerprint = ${candidate.fingerprint} OR id = ${id}::int)`
  const same = present.find(({ isSame }) => isSame)
  if (same && id !== null && same.id !== id) throw otherIdGiven(same.id, id)
  if (!same && present.length > 0) throw notPermitted(`Overwrite new schema with id ${id} is not permitted.`)
  const schema = same
    ? Prisma.sql`made AS (SELECT ${same.id}::int AS id)`
    : newSchema(registryId, context, id, candidate)
  const [row] = await tx.$queryRaw<Inserted[]>`
    WITH ${schema},
    counted AS (
      UPDATE subjects SET last_version = GREATEST(last_version, ${version})
      WHERE registry_id = ${registryId} AND context = ${context} AND name = ${name}
    )
    INSERT INTO subject_versions (registry_id, context, subject, version, schema_id)
    SELECT ${registryId}, ${context}, ${name}, ${version}, id FROM made
    ON CONFLICT (registry_id, context, subject, version) DO UPDATE SET deleted_at = NULL
    RETURNING schema_id AS id, created_at AS "createdAt"`
  if (!row) throw new Error(`No version of ${name} was made.`)
  return row
}

function newSchema(registryId: string, context: string, id: number | null, candidate: Candidate): Prisma.Sql {
  const { schemaType, text, references, targets, metadata, ruleSet, fingerprint } = candidate
  return Prisma.sql`
    given AS (
      UPDATE schema_contexts
      SET last_id = CASE WHEN ${id}::int IS NULL THEN GREATEST(last_id + 1, ${firstId})
        ELSE GREATEST(last_id, ${id}::int) END
      WHERE registry_id = ${registryId} AND name = ${context}
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
