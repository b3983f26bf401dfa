// What registering a schema would do, found by reading only, so that parsing and comparing hold no lock.
import type { Tx } from '@/lib/db'
import { readCandidate, withContract, type Candidate } from '@/lib/subjects/candidate'
import { compatibilityProblems } from '@/lib/subjects/compatibility-problems'
import { stampVersion } from '@/lib/subjects/confluent-version'
import { contractInForce } from '@/lib/subjects/contract-in-force'
import { planImport } from '@/lib/subjects/plan-import'
import { printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { incompatibleSchema, invalidSchema, notPermitted, otherIdGiven } from '@/lib/subjects/registry-error'
import type { ModeName } from '@/lib/subjects/rest-schema'
import type { RegisterBody } from '@/lib/subjects/schema'
import { settingsInForce, type Settings } from '@/lib/subjects/settings-in-force'
import { readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'
import { liveOnes, readVersions, type VersionRow } from '@/lib/subjects/subject-versions'

type Reader = Pick<Tx, '$queryRaw' | 'subjectSetting'>

export type Registration = { registryId: string; at: QualifiedName; body: RegisterBody; normalize: boolean }
export type Plan =
  | { kind: 'present'; schema: StoredSchema; row: VersionRow }
  | {
      kind: 'new'
      candidate: Candidate
      version: number
      /** Of the schema: that it has already, that it was given, or null for the next one. */
      id: { present: number } | { given: number } | null
      versions: VersionRow[]
    }

export async function planRegistration(tx: Reader, registration: Registration): Promise<Plan> {
  const { registryId, at, body } = registration
  const settings = await settingsInForce(tx, registryId, at)
  const { config, mode } = settings
  const isEmpty = (body.schema ?? '').trim() === ''
  const sent = isEmpty ? null : await readSent(tx, registration, settings, body)
  const present = sent && (await findPresent(tx, registration, sent, mode))
  if (present) return present
  const versions = await readVersions(tx, registryId, at)
  const live = liveOnes(versions)
  const previous = await schemaOf(tx, registration, live.at(-1))
  const candidate = sent ?? (await takeOver(tx, registration, settings, previous))
  requireMode(mode, at, body)
  const complete =
    mode === 'IMPORT' ? candidate : withContract(candidate, contractInForce(body, previous, config))
  const found =
    complete.fingerprint === sent?.fingerprint ? null : await findPresent(tx, registration, complete, mode)
  if (found) return found
  const { next, presentId } = await readNext(tx, registration, complete)
  if (mode === 'IMPORT') return planImport(tx, registration, complete, versions, { next, presentId })
  if (body.version && body.version > 0 && body.version !== next)
    throw invalidSchema('Version is not one more than previous version')
  const stamped = withContract(complete, stampVersion(complete, body, next))
  const problems = await compatibilityProblems(tx, { registryId, at, config }, stamped, live)
  if (problems.length > 0) throw incompatibleSchema(printName(at), problems.join(', '))
  const isPresent = presentId !== null && stamped.fingerprint === complete.fingerprint
  return {
    kind: 'new',
    candidate: stamped,
    version: next,
    id: isPresent ? { present: presentId } : null,
    versions,
  }
}

const readSent = (
  tx: Reader,
  { registryId, at: { context }, normalize }: Registration,
  { config }: Settings,
  body: RegisterBody,
): Promise<Candidate> =>
  readCandidate(tx, { registryId, context, normalize: normalize || config.normalize === true }, body)

export type Next = { next: number; presentId: number | null }

/** The next version, above those that were deleted for good too, and the id that the schema has under other subjects. */
async function readNext(
  tx: Reader,
  { registryId, at: { context, name } }: Registration,
  { fingerprint }: Candidate,
): Promise<Next> {
  const [row] = await tx.$queryRaw<{ lastVersion: number | null; presentId: number | null }[]>`
    SELECT (SELECT last_version FROM subjects
        WHERE registry_id = ${registryId} AND context = ${context} AND name = ${name}) AS "lastVersion",
      (SELECT id FROM schemas
        WHERE registry_id = ${registryId} AND context = ${context} AND fingerprint = ${fingerprint}) AS "presentId"`
  return { next: (row?.lastVersion ?? 0) + 1, presentId: row?.presentId ?? null }
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
