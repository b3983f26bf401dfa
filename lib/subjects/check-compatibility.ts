import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { readCandidate } from '@/lib/subjects/candidate'
import { compatibilityProblems } from '@/lib/subjects/compatibility-problems'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { RegistryError, versionNotFound } from '@/lib/subjects/registry-error'
import { requireSubject, type RegistryPlace } from '@/lib/subjects/require-subject'
import type { CompatibilityCheckDto, RegisterBody } from '@/lib/subjects/schema'
import { settingsInForce } from '@/lib/subjects/settings-in-force'
import { liveOnes, parseVersion, readVersions, type VersionRow } from '@/lib/subjects/subject-versions'

type Input = {
  subject: string
  /** Left out: all, as far as the level in force looks back, as registering would. */
  version?: string | number | undefined
  body: RegisterBody
  verbose?: boolean | undefined
  normalize?: boolean | undefined
}

/** Whether registering would pass. `verbose` says why not; then an invalid schema is a reason too instead of an error. */
export async function checkCompatibility(
  ctx: Ctx,
  registry: RegistryPlace,
  { subject, version, body, verbose = false, normalize = false }: Input,
): Promise<CompatibilityCheckDto> {
  const at = await requireSubject(ctx, 'subjects:read', registry, subject)
  const wanted = version === undefined ? 'all' : parseVersion(version)
  const earlier = choose(await readVersions(db, registry.id, at), wanted)
  const problems = await findProblems(registry.id, at, body, normalize, earlier).catch((error: unknown) => {
    if (verbose && error instanceof RegistryError && error.errorCode === 42201) return [error.message]
    throw error
  })
  return { is_compatible: problems.length === 0, ...(verbose ? { messages: problems } : {}) }
}

/** @throws RegistryError 40402 for a number that the subject, known or not, has not. */
function choose(rows: readonly VersionRow[], wanted: number | 'latest' | 'all'): VersionRow[] {
  const live = liveOnes(rows)
  if (wanted === 'all') return live
  if (wanted === 'latest') return live.slice(-1)
  const row = live.find(({ version }) => version === wanted)
  if (!row) throw versionNotFound(wanted)
  return [row]
}

async function findProblems(
  registryId: string,
  at: QualifiedName,
  body: RegisterBody,
  normalize: boolean,
  earlier: readonly VersionRow[],
): Promise<string[]> {
  const { config } = await settingsInForce(db, registryId, at)
  const place = { registryId, context: at.context, normalize: normalize || config.normalize === true }
  const candidate = await readCandidate(db, place, body)
  return compatibilityProblems(db, { registryId, at, config }, candidate, earlier)
}
