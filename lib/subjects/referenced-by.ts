import type { Ctx } from '@/lib/context'
import { db, type Tx } from '@/lib/db'
import { cutPage, type Paging } from '@/lib/subjects/cut-page'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import { parseVersion, requireVersion } from '@/lib/subjects/subject-versions'

type Query = Paging & { subject: string; version: string | number; deleted?: boolean | undefined }

/** Ids of the schemas that refer to this version. */
export async function listReferencedBy(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, version, deleted = false, offset, limit }: Query,
): Promise<number[]> {
  const at = await requireSubject(ctx, 'subjects:read', registry, subject)
  const row = await requireVersion(db, registry.id, at, { version: parseVersion(version), deleted: true })
  return cutPage(await readReferrers(db, registry.id, at, [row.version], { deleted }), { offset, limit })
}

type Which = {
  deleted?: boolean
  /** Those that only versions of this very subject have do not count. */
  besidesOwn?: boolean
}

/** Those of live versions, or of all: what was deleted softly keeps nothing from being deleted. */
export async function readReferrers(
  tx: Pick<Tx, '$queryRaw'>,
  registryId: string,
  { context, name }: QualifiedName,
  versions: readonly number[],
  { deleted = false, besidesOwn = false }: Which = {},
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT r.schema_id AS id FROM schema_references r
    WHERE r.registry_id = ${registryId} AND r.to_context = ${context} AND r.to_subject = ${name}
      AND r.to_version = ANY(${versions}::int[])
      AND EXISTS (SELECT 1 FROM subject_versions v
        WHERE v.registry_id = r.registry_id AND v.context = r.context AND v.schema_id = r.schema_id
          AND (${deleted} OR v.deleted_at IS NULL)
          AND NOT (${besidesOwn} AND v.context = r.to_context AND v.subject = r.to_subject))
    ORDER BY id`
  return rows.map(({ id }) => id)
}
