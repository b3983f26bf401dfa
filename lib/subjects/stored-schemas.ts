// Schemas by id as they are stored, and parsed. What is behind an id never changes, so both are kept in memory: a text serves
// while Postgres is away, and checking against a thousand earlier versions parses each once.
import type { Tx } from '@/lib/db'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import type { SchemaReference, SchemaType } from '@/lib/schemas/references'
import { ByteCache } from '@/lib/subjects/byte-cache'
import { resolveStored } from '@/lib/subjects/resolve-references'
import type { MetadataDto, RuleSetDto } from '@/lib/subjects/rest-schema'

export type StoredSchema = {
  context: string
  id: number
  guid: string
  schemaType: SchemaType
  text: string
  references: SchemaReference[]
  metadata: MetadataDto | null
  ruleSet: RuleSetDto | null
  createdAt: Date
}

type Reader = Pick<Tx, '$queryRaw'>

const mebibyte = 1024 * 1024
const stored = new ByteCache<StoredSchema>(64 * mebibyte)
const parsed = new ByteCache<ParsedSchema>(64 * mebibyte)

/** What a parsed schema takes, measured: some 16 bytes for each of its text. */
const parsedBytes = ({ text }: StoredSchema): number => 4096 + 16 * text.length
const storedBytes = ({ text, references }: StoredSchema): number =>
  500 + text.length + 200 * references.length

const keyOf = (registryId: string, context: string, id: number): string => `${registryId} ${context} ${id}`

const findKept = (registryId: string, context: string, id: number): StoredSchema | undefined =>
  stored.get(keyOf(registryId, context, id))

export const keepSchema = (registryId: string, schema: StoredSchema): void =>
  stored.set(keyOf(registryId, schema.context, schema.id), schema, storedBytes(schema))

const checkedAt = new WeakMap<StoredSchema, number>()
const checkAfterMs = 30_000

/** Another process may have deleted it for good: asked now and then, while the one that is kept is answered. */
export function checkKept(tx: Reader, registryId: string, schema: StoredSchema): void {
  const now = performance.now()
  if (now - (checkedAt.get(schema) ?? -Infinity) < checkAfterMs) return
  checkedAt.set(schema, now)
  const { context, id } = schema
  const check = async (): Promise<void> => {
    const rows = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM schemas WHERE registry_id = ${registryId} AND context = ${context} AND id = ${id}`
    if (rows.length === 0) forgetSchema(registryId, context, id)
  }
  check().catch(() => checkedAt.delete(schema))
}

/** Of what was deleted for good. */
export function forgetSchema(registryId: string, context: string, id: number): void {
  stored.delete(keyOf(registryId, context, id))
  parsed.delete(keyOf(registryId, context, id))
}

/** Of one that has just been registered. */
export function keepParsed(registryId: string, schema: StoredSchema, fresh: ParsedSchema): void {
  parsed.set(keyOf(registryId, schema.context, schema.id), fresh, parsedBytes(schema))
}

/** By their ids; those that are not there are left out. */
export async function readSchemas(
  tx: Reader,
  registryId: string,
  context: string,
  ids: readonly number[],
): Promise<Map<number, StoredSchema>> {
  const found = new Map<number, StoredSchema>()
  for (const id of ids) {
    const kept = findKept(registryId, context, id)
    if (kept) found.set(id, kept)
  }
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length === 0) return found
  const rows = await tx.$queryRaw<StoredSchema[]>`
    SELECT context, id, guid, schema_type AS "schemaType", text, "references", metadata, rule_set AS "ruleSet",
      created_at AS "createdAt"
    FROM schemas WHERE registry_id = ${registryId} AND context = ${context} AND id = ANY(${missing}::int[])`
  for (const row of rows) {
    checkedAt.set(row, performance.now())
    keepSchema(registryId, row)
    found.set(row.id, row)
  }
  return found
}

/** @throws InvalidSchemaError when what it refers to is gone for good. */
export async function parseStored(
  tx: Reader,
  registryId: string,
  schema: StoredSchema,
): Promise<ParsedSchema> {
  const key = keyOf(registryId, schema.context, schema.id)
  const known = parsed.get(key)
  if (known) return known
  const references = await resolveStored(tx, registryId, schema)
  const fresh = parseSchema(schema.schemaType, schema.text, references)
  parsed.set(key, fresh, parsedBytes(schema))
  return fresh
}
