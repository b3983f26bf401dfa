// What registering a schema would do, found by reading only, so that parsing and comparing hold no lock.
import type { Tx } from '@/lib/db'
import { readCandidate, withContract, type Candidate } from '@/lib/subjects/candidate'
import { compatibilityProblems } from '@/lib/subjects/compatibility-problems'
import { stampVersion } from '@/lib/subjects/confluent-version'
import { contractInForce } from '@/lib/subjects/contract-in-force'
import { printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { incompatibleSchema, invalidSchema, notPermitted, otherIdGiven } from '@/lib/subjects/registry-error'
import type { ModeName } from '@/lib/subjects/rest-schema'
import type { RegisterBody } from '@/lib/subjects/schema'
import { settingsInForce, type Settings } from '@/lib/subjects/settings-in-force'
import { readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'
import { liveOnes, readVersions, type VersionRow } from '@/lib/subjects/subject-versions'

type Reader = Pick<Tx, '$queryRaw' | 'subject' | 'subjectSetting'>

export type Registration = { registryId: string; at: QualifiedName; body: RegisterBody; normalize: boolean }
export type Plan =
  | { kind: 'present'; schema: StoredSchema; row: VersionRow }
  | { kind: 'new'; candidate: Candidate; version: number; id: number | null; versions: VersionRow[] }

export async function planRegistration(tx: Reader, registration: Registration): Promise<Plan> {
  const { registryId, at, body } = registration
  const settings = await settingsInForce(tx, registryId, at)
  const isEmpty = (body.schema ?? '').trim() === ''
  const sent = isEmpty ? null : await readSent(tx, registration, settings, body)
  const present = sent && (await findPresent(tx, registration, sent, settings.mode))
  if (present) return present
  const versions = await readVersions(tx, registryId, at)
  const live = liveOnes(versions)
  const previous = await schemaOf(tx, registration, live.at(-1))
  const candidate = sent ?? (await takeOver(tx, registration, settings, previous))
  requireMode(settings.mode, at, body)
  const next = (await lastVersionOf(tx, registration)) + 1
  if (settings.mode === 'IMPORT') return planImport(candidate, body, versions, next)
  const complete = withContract(candidate, contractInForce(body, previous, settings.config))
  const found = await findPresent(tx, registration, complete, settings.mode)
  if (found) return found
  if (body.version && body.version > 0 && body.version !== next)
    throw invalidSchema('Version is not one more than previous version')
  const stamped = withContract(complete, stampVersion(complete, body, next))
  const problems = await compatibilityProblems(tx, { registryId, at, config: settings.config }, stamped, live)
  if (problems.length > 0) throw incompatibleSchema(printName(at), problems.join(', '))
  return { kind: 'new', candidate: stamped, version: next, id: null, versions }
}

const readSent = (
  tx: Reader,
  { registryId, at: { context }, normalize }: Registration,
  { config }: Settings,
  body: RegisterBody,
): Promise<Candidate> =>
  readCandidate(tx, { registryId, context, normalize: normalize || config.normalize === true }, body)

/** Also of versions that were deleted for good. */
async function lastVersionOf(tx: Reader, { registryId, at }: Registration): Promise<number> {
  const row = await tx.subject.findUnique({
    where: { registryId_context_name: { registryId, ...at } },
    select: { lastVersion: true },
  })
  return row?.lastVersion ?? 0
}

/** An empty schema is the last one again: so metadata or rules alone are changed. */
async function takeOver(
  tx: Reader,
  registration: Registration,
  settings: Settings,
  previous: StoredSchema | null,
): Promise<Candidate> {
  if (!previous) throw invalidSchema('Empty schema')
  const { text, schemaType, references } = previous
  return readSent(tx, registration, settings, { ...registration.body, schema: text, schemaType, references })
}

/** A live version of the subject that is the very same. In IMPORT another version may be asked for. */
async function findPresent(
  tx: Reader,
  { registryId, at: { context, name }, body }: Registration,
  { fingerprint }: Candidate,
  mode: ModeName,
): Promise<Plan | null> {
  const wanted = mode === 'IMPORT' && body.version && body.version > 0 ? body.version : null
  const [row] = await tx.$queryRaw<VersionRow[]>`
    SELECT v.version, v.schema_id AS "schemaId", false AS "isDeleted", v.created_at AS "createdAt"
    FROM schemas s JOIN subject_versions v
      ON v.registry_id = s.registry_id AND v.context = s.context AND v.schema_id = s.id
    WHERE s.registry_id = ${registryId} AND s.context = ${context} AND s.fingerprint = ${fingerprint}
      AND v.subject = ${name} AND v.deleted_at IS NULL AND (${wanted}::int IS NULL OR v.version = ${wanted}::int)
    ORDER BY v.version DESC LIMIT 1`
  if (!row) return null
  if (body.id && body.id > 0 && body.id !== row.schemaId) throw otherIdGiven(row.schemaId, body.id)
  const schema = (await readSchemas(tx, registryId, context, [row.schemaId])).get(row.schemaId)
  return schema ? { kind: 'present', schema, row } : null
}

async function schemaOf(
  tx: Reader,
  { registryId, at: { context } }: Registration,
  row: VersionRow | undefined,
): Promise<StoredSchema | null> {
  if (!row) return null
  return (await readSchemas(tx, registryId, context, [row.schemaId])).get(row.schemaId) ?? null
}

function requireMode(mode: ModeName, at: QualifiedName, { id }: RegisterBody): void {
  const refuse = (what: string): never => {
    throw notPermitted(`Subject ${printName(at)} is ${what} mode`)
  }
  if (mode !== 'READWRITE' && mode !== 'IMPORT') refuse('in read-only')
  if (id && id > 0 && mode !== 'IMPORT') refuse('not in import')
  if (!(id && id > 0) && mode === 'IMPORT') refuse('not in read-write')
}

/** Ids and versions come from elsewhere; nothing is compared, since the versions may come in any order. */
function planImport(candidate: Candidate, body: RegisterBody, versions: VersionRow[], next: number): Plan {
  const version = body.version && body.version > 0 ? body.version : next
  const taken = versions.find((row) => row.version === version)
  if (taken && taken.schemaId !== body.id)
    throw notPermitted(
      `Overwrite of version ${version}, which has the id ${taken.schemaId}, is not permitted.`,
    )
  return { kind: 'new', candidate, version, id: body.id ?? null, versions }
}
