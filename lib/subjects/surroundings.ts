// All that registering under a subject depends on, in one statement: the settings in force and the subject's versions.
import type { Tx } from '@/lib/db'
import { defaultContext, type QualifiedName } from '@/lib/subjects/qualified-name'
import { mergeSettings, type Settings, type SettingsRow } from '@/lib/subjects/settings-in-force'
import type { VersionRow } from '@/lib/subjects/subject-versions'

export type Surroundings = {
  settings: Settings
  /** Ascending. */
  versions: VersionRow[]
  /** Above all versions, those that were deleted for good too. */
  next: number
  /** False: there never was a version. */
  isKnown: boolean
}
type StoredVersion = Omit<VersionRow, 'createdAt'> & { createdAt: string }
type Row = { settings: SettingsRow[]; versions: StoredVersion[]; lastVersion: number | null }

export async function readSurroundings(
  tx: Pick<Tx, '$queryRaw'>,
  registryId: string,
  at: QualifiedName,
): Promise<Surroundings> {
  const { context, name } = at
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT
      (SELECT COALESCE(json_agg(json_build_object('context', context, 'subject', subject, 'config', config, 'mode', mode)), '[]')
        FROM subject_settings WHERE registry_id = ${registryId}
          AND context IN (${defaultContext}, ${context}) AND subject IN ('', ${name})) AS settings,
      (SELECT COALESCE(json_agg(json_build_object('version', version, 'schemaId', schema_id,
          'isDeleted', deleted_at IS NOT NULL, 'createdAt', created_at) ORDER BY version), '[]')
        FROM subject_versions
        WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}) AS versions,
      (SELECT last_version FROM subjects
        WHERE registry_id = ${registryId} AND context = ${context} AND name = ${name}) AS "lastVersion"`
  const lastVersion = row?.lastVersion ?? null
  return {
    settings: mergeSettings(row?.settings ?? [], at),
    versions: (row?.versions ?? []).map((version) => ({
      ...version,
      createdAt: new Date(version.createdAt),
    })),
    next: (lastVersion ?? 0) + 1,
    isKnown: lastVersion !== null,
  }
}

/** The id that a schema has in a context already. */
export async function idOfSchema(
  tx: Pick<Tx, '$queryRaw'>,
  registryId: string,
  context: string,
  fingerprint: string,
): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT id FROM schemas
    WHERE registry_id = ${registryId} AND context = ${context} AND fingerprint = ${fingerprint}`
  return row?.id ?? null
}
