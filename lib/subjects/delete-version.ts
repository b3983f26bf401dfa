import type { Ctx } from '@/lib/context'
import { mutate } from '@/lib/audit-events/mutate'
import { requireWritable } from '@/lib/subjects/stored-setting'
import { printName } from '@/lib/subjects/qualified-name'
import {
  stillReferred,
  subjectNotFound,
  versionAlreadyDeleted,
  versionNotYetDeleted,
} from '@/lib/subjects/registry-error'
import { retryRaces } from '@/lib/subjects/race'
import { readReferrers } from '@/lib/subjects/referenced-by'
import { markDeleted, removeVersions } from '@/lib/subjects/remove-versions'
import { crnOfSubject, requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import { forgetSchema } from '@/lib/subjects/stored-schemas'
import { lockSubject, lockVersions, parseVersion, requireVersion } from '@/lib/subjects/subject-versions'

type Input = { subject: string; version: string | number; permanent?: boolean | undefined }

/** Softly, so that its id keeps answering; or for good what was deleted softly before. Answers its number. */
export async function deleteVersion(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, version: given, permanent = false }: Input,
): Promise<number> {
  const at = await requireSubject(ctx, 'subjects:delete', registry, subject)
  const wanted = parseVersion(given)
  const name = printName(at)
  const { id: registryId, environmentId } = registry
  const event = {
    method: 'DeleteSchemaVersion',
    resource: crnOfSubject(registry, at),
    change: { noun: 'subjects', environmentId, id: name } as const,
    data: { version: wanted, permanent },
  }
  const { version, gone } = await retryRaces(() =>
    mutate(ctx, event, async (tx) => {
      await requireWritable(tx, registryId, at)
      if (!(await lockSubject(tx, registryId, at))) throw subjectNotFound(name)
      const row = await requireVersion(tx, registryId, at, { version: wanted, deleted: true })
      if (row.isDeleted && !permanent) throw versionAlreadyDeleted(name, row.version)
      if (!row.isDeleted && permanent) throw versionNotYetDeleted(name, row.version)
      await lockVersions(tx, registryId, at, [row.version])
      if ((await readReferrers(tx, registryId, at, [row.version])).length > 0)
        throw stillReferred(name, row.version)
      if (permanent) return { version: row.version, gone: await removeVersions(tx, registryId, at, [row]) }
      await markDeleted(tx, registryId, at, [row])
      return { version: row.version, gone: [] }
    }),
  )
  for (const id of gone) forgetSchema(registryId, at.context, id)
  return version
}
