// What schemas refer to, found in the tables. A name without a context is of the referring schema's own.
import type { Tx } from '@/lib/db'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import {
  noReferences,
  resolveReferences,
  type ReferencedSchema,
  type ResolvedReferences,
  type SchemaReference,
} from '@/lib/schemas/references'
import { parseName, printName, type QualifiedName } from '@/lib/subjects/qualified-name'
import { schemaTooLarge } from '@/lib/subjects/registry-error'
import { maxSchemaBytes } from '@/lib/subjects/schema'

type Reader = Pick<Tx, '$queryRaw'>
type Found = { version: number; text: string; references: SchemaReference[] }

export type ReferenceTarget = QualifiedName & { version: number }
export type FoundReferences = {
  resolved: ResolvedReferences
  /** As they were given, with the latest version's number in place of -1. */
  references: SchemaReference[]
  targets: ReferenceTarget[]
}

const maxBytes = 8 * maxSchemaBytes
const maxReferences = 1000

export const noneFound: FoundReferences = { resolved: noReferences, references: [], targets: [] }

/** Of a schema that is new: live versions only. @throws InvalidSchemaError, RegistryError 42209. */
export async function findReferences(
  tx: Reader,
  registryId: string,
  context: string,
  given: readonly SchemaReference[],
): Promise<FoundReferences> {
  if (given.length === 0) return noneFound
  if (given.length > maxReferences)
    throw new InvalidSchemaError(`More than ${maxReferences} schemas are referred to`)
  const walk = new Walk(tx, registryId, false)
  const resolved = await resolveReferences(
    given.map((reference) => inContext(context, reference)),
    (reference) => walk.find(reference),
  )
  const targets = given.map((reference) => walk.targetOf(inContext(context, reference)))
  const references = given.map(({ name, subject }, index) => ({
    name,
    subject,
    version: targets[index]?.version ?? -1,
  }))
  return { resolved, references, targets }
}

/** Of a schema that is stored: those that were deleted softly still serve it. */
export async function resolveStored(
  tx: Reader,
  registryId: string,
  { context, references }: { context: string; references: readonly SchemaReference[] },
): Promise<ResolvedReferences> {
  if (references.length === 0) return noReferences
  const walk = new Walk(tx, registryId, true)
  return resolveReferences(
    references.map((reference) => inContext(context, reference)),
    (reference) => walk.find(reference),
  )
}

const targetName = (context: string, subject: string): QualifiedName =>
  subject.startsWith(':') ? parseName(subject) : { context, name: parseName(subject).name }

/** With its context, so that one schema has one name in the walk. */
const inContext = (context: string, { name, subject, version }: SchemaReference): SchemaReference => ({
  name,
  subject: printName(targetName(context, subject)),
  version,
})

class Walk {
  private bytes = 0
  private readonly targets = new Map<string, ReferenceTarget>()
  private readonly tx: Reader
  private readonly registryId: string
  private readonly takesDeleted: boolean

  constructor(tx: Reader, registryId: string, takesDeleted: boolean) {
    this.tx = tx
    this.registryId = registryId
    this.takesDeleted = takesDeleted
  }

  async find({ subject, version }: SchemaReference): Promise<ReferencedSchema | null> {
    const { context, name } = parseName(subject)
    const [row] = await this.tx.$queryRaw<Found[]>`
      SELECT v.version, s.text, s."references" FROM subject_versions v
      JOIN schemas s ON s.registry_id = v.registry_id AND s.context = v.context AND s.id = v.schema_id
      WHERE v.registry_id = ${this.registryId} AND v.context = ${context} AND v.subject = ${name}
        AND (${version} = -1 OR v.version = ${version}) AND (${this.takesDeleted} OR v.deleted_at IS NULL)
      ORDER BY v.version DESC LIMIT 1`
    if (!row) return null
    this.bytes += row.text.length
    if (this.bytes > maxBytes)
      throw schemaTooLarge(`The schemas that are referred to have more than ${maxBytes} bytes together.`)
    this.targets.set(`${subject} ${version}`, { context, name, version: row.version })
    return { schema: row.text, references: row.references.map((one) => inContext(context, one)) }
  }

  targetOf({ subject, version }: SchemaReference): ReferenceTarget {
    return this.targets.get(`${subject} ${version}`) ?? { ...parseName(subject), version }
  }
}
