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
import type { Settings } from '@/lib/subjects/settings-in-force'
import { readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'
import { liveOnes, type VersionRow } from '@/lib/subjects/subject-versions'
import { idOfSchema, readSurroundings } from '@/lib/subjects/surroundings'

type Reader = Pick<Tx, '$queryRaw'>

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
      /** The subject has a row already. */
      isKnown: boolean
    }

export async function planRegistration(tx: Reader, registration: Registration): Promise<Plan> {
  const { registryId, at, body } = registration
  const { settings, versions, next, isKnown } = await readSurroundings(tx, registryId, at)
  const { config, mode } = settings
  const isEmpty = (body.schema ?? '').trim() === ''
  const sent = isEmpty ? null : await readSent(tx, registration, settings, body)
  const sentId = sent && (await idOfSchema(tx, registryId, at.context, sent.fingerprint))
  const present = await findPresent(tx, registration, sentId, versions, mode)
  if (present) return present
  const live = liveOnes(versions)
  const previous = await schemaOf(tx, registration, live.at(-1))
  const candidate = sent ?? (await takeOver(tx, registration, settings, previous))
  requireMode(mode, at, body)
  const complete =
    mode === 'IMPORT' ? candidate : withContract(candidate, contractInForce(body, previous, config))
  const isAsSent = complete.fingerprint === sent?.fingerprint
  const presentId = isAsSent ? sentId : await idOfSchema(tx, registryId, at.context, complete.fingerprint)
  const found = isAsSent ? null : await findPresent(tx, registration, presentId, versions, mode)
  if (found) return found
  if (mode === 'IMPORT') return planImport(tx, registration, complete, versions, { next, presentId, isKnown })
  if (body.version && body.version > 0 && body.version !== next)
    throw invalidSchema('Version is not one more than previous version')
  const stamped = withContract(complete, stampVersion(complete, body, next))
  const problems = await compatibilityProblems(tx, { registryId, at, config }, stamped, live)
  if (problems.length > 0) throw incompatibleSchema(printName(at), problems.join(', '))
  const isPresent = presentId !== null && stamped.fingerprint === complete.fingerprint
  return {
    ...{ kind: 'new', candidate: stamped, version: next, versions, isKnown },
    id: isPresent ? { present: presentId } : null,
  }
}

const readSent = (
  tx: Reader,
  { registryId, at: { context }, normalize }: Registration,
  { config }: Settings,
  body: RegisterBody,
): Promise<Candidate> =>
  readCandidate(tx, { registryId, context, normalize: normalize || config.normalize === true }, body)

export type Next = { next: number; presentId: number | null; isKnown: boolean }

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
  { registryId, at: { context }, body }: Registration,
  id: number | null,
  versions: readonly VersionRow[],
  mode: ModeName,
): Promise<Plan | null> {
  if (id === null) return null
  const wanted = mode === 'IMPORT' && body.version && body.version > 0 ? body.version : null
  const row = liveOnes(versions).findLast(
    ({ schemaId, version }) => schemaId === id && (wanted === null || version === wanted),
  )
  if (!row) return null
  if (body.id && body.id > 0 && body.id !== id) throw otherIdGiven(id, body.id)
  const schema = (await readSchemas(tx, registryId, context, [id])).get(id)
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
