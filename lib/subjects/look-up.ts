import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { aliasOf } from '@/lib/subjects/alias'
import { readCandidate, type Candidate } from '@/lib/subjects/candidate'
import { toSubjectVersion } from '@/lib/subjects/dto'
import { printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { schemaNotFound, subjectNotFound } from '@/lib/subjects/registry-error'
import { requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import type { RegisterBody, SubjectVersionDto } from '@/lib/subjects/schema'
import { sentForm } from '@/lib/subjects/sent-form'
import { settingsInForce } from '@/lib/subjects/settings-in-force'
import { readSchemas } from '@/lib/subjects/stored-schemas'
import { readVersions, type VersionRow } from '@/lib/subjects/subject-versions'

type Input = {
  subject: string
  body: RegisterBody
  normalize?: boolean | undefined
  deleted?: boolean | undefined
}

/** Under which version a subject has this schema. Whoever names neither metadata nor rules means any. */
export async function lookUpSchema(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, body, normalize = false, deleted = false }: Input,
): Promise<SubjectVersionDto> {
  const asked = await requireSubject(ctx, 'subjects:read', registry, subject)
  const at = await aliasOf(ctx, registry, asked)
  const registryId = registry.id
  const { config } = await settingsInForce(db, registryId, at)
  const candidate = await readCandidate(
    db,
    { registryId, context: at.context, normalize: normalize || config.normalize === true },
    body,
  )
  const row = await findVersion(registryId, at, candidate, deleted)
  const schema = row && (await readSchemas(db, registryId, at.context, [row.schemaId])).get(row.schemaId)
  if (schema) return toSubjectVersion(at, row, schema, sentForm(body))
  const versions = await readVersions(db, registryId, at)
  if (versions.some(({ isDeleted }) => deleted || !isDeleted)) throw schemaNotFound()
  throw subjectNotFound(printName(at))
}

async function findVersion(
  registryId: string,
  { context, name }: QualifiedName,
  candidate: Candidate,
  deleted: boolean,
): Promise<VersionRow | undefined> {
  const { schemaType, text, references, metadata, ruleSet, fingerprint } = candidate
  const same = Prisma.sql`s.fingerprint = ${fingerprint}`
  const sameText = Prisma.sql`s.schema_type = ${schemaType} AND s.text = ${text}
    AND s."references" = ${JSON.stringify(references)}::jsonb`
  const [row] = await db.$queryRaw<VersionRow[]>`
    SELECT v.version, v.schema_id AS "schemaId", v.deleted_at IS NOT NULL AS "isDeleted", v.created_at AS "createdAt"
    FROM subject_versions v
    JOIN schemas s ON s.registry_id = v.registry_id AND s.context = v.context AND s.id = v.schema_id
    WHERE v.registry_id = ${registryId} AND v.context = ${context} AND v.subject = ${name}
      AND (${deleted} OR v.deleted_at IS NULL) AND ${metadata || ruleSet ? same : sameText}
    ORDER BY (${same}) DESC, v.deleted_at IS NOT NULL, v.version DESC LIMIT 1`
  return row
}
