// In mode IMPORT ids and versions come from elsewhere and are kept; nothing is compared, since versions may come in any order.
import type { Tx } from '@/lib/db'
import type { Candidate } from '@/lib/subjects/candidate'
import type { Next, Plan, Registration } from '@/lib/subjects/plan-registration'
import { notPermitted, otherIdGiven } from '@/lib/subjects/registry-error'
import { readSchemas } from '@/lib/subjects/stored-schemas'
import type { VersionRow } from '@/lib/subjects/subject-versions'

/** @throws RegistryError 42205 or 42207 when id or version are not free for this schema. */
export async function planImport(
  tx: Pick<Tx, '$queryRaw'>,
  { registryId, at: { context }, body }: Registration,
  candidate: Candidate,
  versions: VersionRow[],
  { next, presentId, isKnown }: Next,
): Promise<Plan> {
  const version = body.version && body.version > 0 ? body.version : next
  const given = body.id ?? 0
  const taken = versions.find((row) => row.version === version)
  if (taken && taken.schemaId !== given)
    throw notPermitted(
      `Overwrite of version ${version}, which has the id ${taken.schemaId}, is not permitted.`,
    )
  if (presentId !== null && presentId !== given) throw otherIdGiven(presentId, given)
  if (presentId === null && (await readSchemas(tx, registryId, context, [given])).has(given))
    throw notPermitted(`Overwrite new schema with id ${given} is not permitted.`)
  const id = presentId === null ? { given } : { present: presentId }
  return { kind: 'new', candidate, version, id, versions, isKnown }
}
