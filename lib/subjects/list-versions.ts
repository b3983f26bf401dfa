import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { aliasOf } from '@/lib/subjects/alias'
import { cutPage, type Paging } from '@/lib/subjects/cut-page'
import { printName } from '@/lib/subjects/qualified-name'
import { subjectNotFound } from '@/lib/subjects/registry-error'
import { requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import { readVersions } from '@/lib/subjects/subject-versions'

type Query = Paging & { subject: string; deleted?: boolean | undefined; deletedOnly?: boolean | undefined }

/** Their numbers, ascending. */
export async function listVersions(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, deleted = false, deletedOnly = false, ...paging }: Query,
): Promise<number[]> {
  const asked = await requireSubject(ctx, 'subjects:read', registry, subject)
  const at = await aliasOf(ctx, registry, asked)
  const rows = (await readVersions(db, registry.id, at)).filter(({ isDeleted }) =>
    deletedOnly ? isDeleted : deleted || !isDeleted,
  )
  if (rows.length === 0) throw subjectNotFound(printName(at))
  return cutPage(
    rows.map(({ version }) => version),
    paging,
  )
}
