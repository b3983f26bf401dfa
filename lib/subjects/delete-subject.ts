import type { Ctx } from '@/lib/context'
import type { Tx } from '@/lib/db'
import { mutate } from '@/lib/audit-events/mutate'
import { printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { retryRaces } from '@/lib/subjects/race'
import { readReferrers } from '@/lib/subjects/referenced-by'
import {
  stillReferred,
  subjectAlreadyDeleted,
  subjectNotFound,
  subjectNotYetDeleted,
} from '@/lib/subjects/registry-error'
import { markDeleted, removeVersions } from '@/lib/subjects/remove-versions'
import { crnOfSubject, requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import { forgetSchema } from '@/lib/subjects/stored-schemas'
import { requireWritable } from '@/lib/subjects/stored-setting'
import {
  liveOnes,
  lockSubject,
  lockVersions,
  readVersions,
  type VersionRow,
} from '@/lib/subjects/subject-versions'

type Input = { subject: string; permanent?: boolean | undefined }

/** All its versions, softly or for good, and its own settings. Answers the versions that it deleted. */
export async function deleteSubject(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, permanent = false }: Input,
): Promise<number[]> {
  const at = await requireSubject(ctx, 'subjects:delete', registry, subject)
  const { id: registryId, environmentId } = registry
  const event = {
    method: 'DeleteSubject',
    resource: crnOfSubject(registry, at),
    change: { noun: 'subjects', environmentId, id: printName(at) } as const,
    data: { permanent },
  }
  const { versions, gone } = await retryRaces(() =>
    mutate(ctx, event, async (tx) => {
      await requireWritable(tx, registryId, at)
      await lockSubject(tx, registryId, at)
      const rows = choose(await readVersions(tx, registryId, at), at, permanent)
      await requireUnreferred(tx, registryId, at, rows)
      await tx.subjectSetting.deleteMany({ where: { registryId, context: at.context, subject: at.name } })
      const numbers = rows.map(({ version }) => version)
      if (permanent) return { versions: numbers, gone: await removeVersions(tx, registryId, at, rows) }
      await markDeleted(tx, registryId, at, rows)
      return { versions: numbers, gone: [] }
    }),
  )
  for (const id of gone) forgetSchema(registryId, at.context, id)
  return versions
}

/** @throws RegistryError 40401, 40404, 40405. */
function choose(all: readonly VersionRow[], at: QualifiedName, permanent: boolean): VersionRow[] {
  const live = liveOnes(all)
  if (all.length === 0) throw subjectNotFound(printName(at))
  if (live.length === 0 && !permanent) throw subjectAlreadyDeleted(printName(at))
  if (live.length > 0 && permanent) throw subjectNotYetDeleted(printName(at))
  return permanent ? [...all] : live
}

/** Its own versions may refer to each other. @throws RegistryError 42206. */
async function requireUnreferred(
  tx: Tx,
  registryId: string,
  at: QualifiedName,
  rows: readonly VersionRow[],
): Promise<void> {
  const versions = rows.map(({ version }) => version)
  await lockVersions(tx, registryId, at, versions)
  if ((await readReferrers(tx, registryId, at, versions, { besidesOwn: true })).length === 0) return
  for (const version of versions)
    if ((await readReferrers(tx, registryId, at, [version], { besidesOwn: true })).length > 0)
      throw stillReferred(printName(at), version)
}
