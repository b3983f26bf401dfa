// Whether a schema may follow the earlier versions of its subject, at the level in force.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tx } from '@/lib/db'
import { compatibilityMessages, isTransitive } from '@/lib/schemas/compatibility'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import type { Candidate } from '@/lib/subjects/candidate'
import type { QualifiedName } from '@/lib/subjects/qualified-name'
import { invalidSchema } from '@/lib/subjects/registry-error'
import type { MetadataDto } from '@/lib/subjects/rest-schema'
import type { ConfigInForce } from '@/lib/subjects/settings-in-force'
import { reservedFieldProblems } from '@/lib/subjects/reserved-fields'
import { parseStored, readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'
import type { VersionRow } from '@/lib/subjects/subject-versions'

type Reader = Pick<Tx, '$queryRaw'>
type Place = { registryId: string; at: QualifiedName; config: ConfigInForce }

const readAtOnce = 100
const maxMessages = 200
const maxShownSchema = 100_000
/** Other requests get their turn at least this often. */
const sliceMs = 20

/**
 * Why not, as messages; none: it may. Stops at the newest version that clashes.
 * @param earlier Ascending. Of a level that is not transitive only the last one counts.
 */
export async function compatibilityProblems(
  tx: Reader,
  { registryId, at, config }: Place,
  candidate: Candidate,
  earlier: readonly VersionRow[],
): Promise<string[]> {
  const reserved = config.validateFields
    ? reservedFieldProblems(candidate, await latestOf(tx, { registryId, at }, earlier))
    : []
  if (reserved.length > 0 || config.compatibilityLevel === 'NONE') return reserved
  const group = config.compatibilityGroup
  const isAll = isTransitive(config.compatibilityLevel)
  const newestFirst = [...(isAll || group !== undefined ? earlier : earlier.slice(-1))].reverse()
  let sliceStart = performance.now()
  for (let start = 0; start < newestFirst.length; start += readAtOnce) {
    const rows = newestFirst.slice(start, start + readAtOnce)
    const ids = [...new Set(rows.map(({ schemaId }) => schemaId))]
    const schemas = await readSchemas(tx, registryId, at.context, ids)
    for (const { version, schemaId } of rows) {
      const schema = schemas.get(schemaId)
      if (!schema || !isOfGroup(group, candidate, schema)) continue
      const messages = await clashes(tx, { registryId, config }, candidate, { version, schema })
      if (messages.length > 0 || !isAll) return messages
      if (performance.now() - sliceStart < sliceMs) continue
      await nextTurn()
      sliceStart = performance.now()
    }
  }
  return []
}

async function latestOf(
  tx: Reader,
  { registryId, at }: Omit<Place, 'config'>,
  earlier: readonly VersionRow[],
): Promise<StoredSchema | null> {
  const latest = earlier.at(-1)
  if (!latest) return null
  return (await readSchemas(tx, registryId, at.context, [latest.schemaId])).get(latest.schemaId) ?? null
}

const groupOf = (metadata: MetadataDto | null, group: string): string | undefined =>
  metadata?.properties?.[group]

const isOfGroup = (group: string | undefined, candidate: Candidate, { metadata }: StoredSchema): boolean =>
  group === undefined || groupOf(candidate.metadata, group) === groupOf(metadata, group)

async function clashes(
  tx: Reader,
  { registryId, config }: Omit<Place, 'at'>,
  candidate: Candidate,
  { version, schema }: { version: number; schema: StoredSchema },
): Promise<string[]> {
  const { compatibilityLevel, compatibilityPolicy, validateFields = false } = config
  const earlier = await parseStored(tx, registryId, schema).catch((error: unknown) => {
    if (!(error instanceof InvalidSchemaError)) throw error
    throw invalidSchema(`Version ${version} of the subject cannot be compared with: ${error.message}`)
  })
  const messages = compatibilityMessages(compatibilityLevel, candidate.parsed, earlier, compatibilityPolicy)
  if (messages.length === 0) return []
  return [
    ...messages.slice(0, maxMessages),
    `{oldSchemaVersion: ${version}}`,
    `{oldSchema: '${schema.text.slice(0, maxShownSchema)}'}`,
    `{validateFields: '${validateFields}', compatibility: '${compatibilityLevel}'}`,
  ]
}
