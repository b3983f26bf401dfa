import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { aliasOf } from '@/lib/subjects/alias'
import { toSubjectVersion } from '@/lib/subjects/dto'
import { formatSchema } from '@/lib/subjects/format-schema'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { printName } from '@/lib/subjects/qualified-name'
import { schemaIdNotFound, schemaNotFound, subjectNotFound } from '@/lib/subjects/registry-error'
import { requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import type { SubjectVersionDto } from '@/lib/subjects/schema'
import { parseStored, readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'
import { parseVersion, readVersions, requireVersion, type VersionRow } from '@/lib/subjects/subject-versions'

type Reading = { subject: string; deleted?: boolean | undefined; format?: string | undefined }

export async function getVersion(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, version, deleted, format }: Reading & { version: string | number },
): Promise<SubjectVersionDto> {
  const asked = await requireSubject(ctx, 'subjects:read', registry, subject)
  const wanted = parseVersion(version)
  const at = await aliasOf(ctx, registry, asked)
  const row = await requireVersion(db, registry.id, at, { version: wanted, deleted })
  return describe(registry.id, at, row, format)
}

/** The latest version whose metadata has these properties. */
export async function getSubjectMetadata(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, keys, values, deleted = false, format }: Reading & { keys: string[]; values: string[] },
): Promise<SubjectVersionDto> {
  const asked = await requireSubject(ctx, 'subjects:read', registry, subject)
  const at = await aliasOf(ctx, registry, asked)
  const rows = (await readVersions(db, registry.id, at)).filter(({ isDeleted }) => deleted || !isDeleted)
  if (rows.length === 0) throw subjectNotFound(printName(at))
  const schemas = await readSchemas(
    db,
    registry.id,
    at.context,
    rows.map(({ schemaId }) => schemaId),
  )
  const matches = ({ schemaId }: VersionRow): boolean => {
    const properties = schemas.get(schemaId)?.metadata?.properties ?? {}
    return keys.every((key, index) => properties[key] !== undefined && properties[key] === values[index])
  }
  const row = rows.findLast(matches)
  if (!row) throw schemaNotFound()
  return describe(registry.id, at, row, format)
}

async function describe(
  registryId: string,
  at: QualifiedName,
  row: VersionRow,
  format: string | undefined,
): Promise<SubjectVersionDto> {
  const schema = await requireSchema(registryId, at.context, row.schemaId)
  const formatted = await formatSchema(format, schema.schemaType, () => parseStored(db, registryId, schema))
  return toSubjectVersion(at, row, schema, formatted)
}

async function requireSchema(registryId: string, context: string, id: number): Promise<StoredSchema> {
  const schema = (await readSchemas(db, registryId, context, [id])).get(id)
  if (!schema) throw schemaIdNotFound(id)
  return schema
}
