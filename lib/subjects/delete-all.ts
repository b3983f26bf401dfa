import type { Tx } from '@/lib/db'

/** Of an environment that is being deleted. From the leaves up, which spares the database cascades over each of many rows. */
export async function deleteAllSubjects(tx: Pick<Tx, '$executeRaw'>, environmentId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM schema_references r USING schema_registries s
    WHERE s.environment_id = ${environmentId} AND r.registry_id = s.id`
  await tx.$executeRaw`DELETE FROM subject_versions v USING schema_registries s
    WHERE s.environment_id = ${environmentId} AND v.registry_id = s.id`
  await tx.$executeRaw`DELETE FROM subjects n USING schema_registries s
    WHERE s.environment_id = ${environmentId} AND n.registry_id = s.id`
  await tx.$executeRaw`DELETE FROM schemas c USING schema_registries s
    WHERE s.environment_id = ${environmentId} AND c.registry_id = s.id`
}
