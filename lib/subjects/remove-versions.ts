import type { Tx } from '@/lib/db'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import type { VersionRow } from '@/lib/subjects/subject-versions'

export async function markDeleted(
  tx: Tx,
  registryId: string,
  { context, name }: QualifiedName,
  rows: readonly VersionRow[],
): Promise<void> {
  await tx.$executeRaw`UPDATE subject_versions SET deleted_at = now()
    WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}
      AND version = ANY(${rows.map(({ version }) => version)}::int[])`
}

/** For good; with the last one goes the subject. Answers the ids of the schemas that nobody has any more: these go too. */
export async function removeVersions(
  tx: Tx,
  registryId: string,
  { context, name }: QualifiedName,
  rows: readonly VersionRow[],
): Promise<number[]> {
  await tx.$executeRaw`DELETE FROM subject_versions
    WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}
      AND version = ANY(${rows.map(({ version }) => version)}::int[])`
  await tx.$executeRaw`DELETE FROM subjects s
    WHERE s.registry_id = ${registryId} AND s.context = ${context} AND s.name = ${name}
      AND NOT EXISTS (SELECT 1 FROM subject_versions v
        WHERE v.registry_id = s.registry_id AND v.context = s.context AND v.subject = s.name)`
  const ids = [...new Set(rows.map(({ schemaId }) => schemaId))]
  // Locked by a statement of its own: a version that another transaction is adding by now is seen by the next one.
  await tx.$queryRaw`SELECT 1 FROM schemas
    WHERE registry_id = ${registryId} AND context = ${context} AND id = ANY(${ids}::int[]) ORDER BY id FOR UPDATE`
  const gone = await tx.$queryRaw<{ id: number }[]>`DELETE FROM schemas s
    WHERE s.registry_id = ${registryId} AND s.context = ${context} AND s.id = ANY(${ids}::int[])
      AND NOT EXISTS (SELECT 1 FROM subject_versions v
        WHERE v.registry_id = s.registry_id AND v.context = s.context AND v.schema_id = s.id)
    RETURNING s.id`
  return gone.map(({ id }) => id)
}
