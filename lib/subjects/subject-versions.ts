// The versions of a subject as rows, and the one that a path means.
import type { Tx } from '@/lib/db'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { printName } from '@/lib/subjects/qualified-name'
import { invalidVersion, subjectNotFound, versionNotFound } from '@/lib/subjects/registry-error'

export type VersionRow = { version: number; schemaId: number; isDeleted: boolean; createdAt: Date }

type Reader = Pick<Tx, '$queryRaw'>

const maxVersion = 2 ** 31 - 1

/** `latest` and -1 are the latest. @throws RegistryError 42202. */
export function parseVersion(text: string | number): number | 'latest' {
  if (text === 'latest' || String(text) === '-1') return 'latest'
  const version = /^\d{1,10}$/.test(String(text)) ? Number(text) : 0
  if (version < 1 || version > maxVersion) throw invalidVersion(String(text).slice(0, 100))
  return version
}

/** Until the end of the transaction. False: there is none of this name. */
export async function lockSubject(
  tx: Reader,
  registryId: string,
  { context, name }: QualifiedName,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM subjects
    WHERE registry_id = ${registryId} AND context = ${context} AND name = ${name} FOR UPDATE`
  return rows.length > 0
}

/** Nobody begins to refer to them from here to the end of the transaction. */
export async function lockVersions(
  tx: Reader,
  registryId: string,
  { context, name }: QualifiedName,
  versions: readonly number[],
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM subject_versions
    WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}
      AND version = ANY(${versions}::int[]) ORDER BY version FOR UPDATE`
}

/** All, ascending. */
export const readVersions = (
  tx: Reader,
  registryId: string,
  { context, name }: QualifiedName,
): Promise<VersionRow[]> =>
  tx.$queryRaw<VersionRow[]>`
    SELECT version, schema_id AS "schemaId", deleted_at IS NOT NULL AS "isDeleted", created_at AS "createdAt"
    FROM subject_versions WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}
    ORDER BY version`

export const liveOnes = (rows: readonly VersionRow[]): VersionRow[] =>
  rows.filter(({ isDeleted }) => !isDeleted)

/**
 * The latest is the latest live one; with `deleted` and no live one left, the latest of all.
 * @throws RegistryError 40401, 40402.
 */
export async function requireVersion(
  tx: Reader,
  registryId: string,
  at: QualifiedName,
  { version, deleted = false }: { version: number | 'latest'; deleted?: boolean | undefined },
): Promise<VersionRow> {
  const { context, name } = at
  const wanted = version === 'latest' ? null : version
  const [row] = await tx.$queryRaw<VersionRow[]>`
    SELECT version, schema_id AS "schemaId", deleted_at IS NOT NULL AS "isDeleted", created_at AS "createdAt"
    FROM subject_versions WHERE registry_id = ${registryId} AND context = ${context} AND subject = ${name}
      AND (${wanted}::int IS NULL OR version = ${wanted}::int) AND (${deleted} OR deleted_at IS NULL)
    ORDER BY deleted_at IS NOT NULL, version DESC LIMIT 1`
  if (row) return row
  const rows = await readVersions(tx, registryId, at)
  if ((deleted ? rows : liveOnes(rows)).length === 0) throw subjectNotFound(printName(at))
  throw versionNotFound(String(version))
}
