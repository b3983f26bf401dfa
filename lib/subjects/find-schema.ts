// Schemas by id and by GUID, the reading that every consumer does. What was read once is answered from memory: at once, and
// while Postgres is away. A schema may be read by whoever may read a subject that has, or had, it.
import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { toSchemaString } from '@/lib/subjects/dto'
import { formatSchema } from '@/lib/subjects/format-schema'
import { keepUses, keptUses, type SchemaUses } from '@/lib/subjects/kept-uses'
import { defaultContext, parseScope, type QualifiedName } from '@/lib/subjects/qualified-name'
import { schemaIdNotFound } from '@/lib/subjects/registry-error'
import { canRead, readsEverything, type RegistryPlace } from '@/lib/subjects/require-subject'
import type { SchemaStringDto } from '@/lib/subjects/schema'
import { checkKept, parseStored, readSchemas, type StoredSchema } from '@/lib/subjects/stored-schemas'

type Query = { id: number; subject?: string | undefined }

export async function findSchemaById(
  ctx: Ctx,
  registry: RegistryPlace,
  {
    format,
    fetchMaxId = false,
    ...query
  }: Query & { format?: string | undefined; fetchMaxId?: boolean | undefined },
): Promise<SchemaStringDto> {
  const schema = await requireSchemaById(ctx, registry, query)
  const answer = await toAnswer(registry, schema, format)
  return fetchMaxId ? { ...answer, maxId: await maxIdOf(registry.id, schema.context) } : answer
}

export async function findSchemaByGuid(
  ctx: Ctx,
  registry: RegistryPlace,
  { guid, format }: { guid: string; format?: string | undefined },
): Promise<SchemaStringDto> {
  const [first] = await readByGuid(ctx, registry, guid)
  if (!first) throw schemaIdNotFound(guid.slice(0, 100))
  return toAnswer(registry, first, format)
}

/** One for each context that has the schema. */
export async function idsOfGuid(
  ctx: Ctx,
  registry: RegistryPlace,
  { guid }: { guid: string },
): Promise<{ context: string; id: number }[]> {
  const found = await readByGuid(ctx, registry, guid)
  if (found.length === 0) throw schemaIdNotFound(guid.slice(0, 100))
  return found.map(({ context, id }) => ({ context, id }))
}

/** @throws RegistryError 40403, also for one that the actor may not read. */
export async function requireSchemaById(
  ctx: Ctx,
  registry: RegistryPlace,
  { id, subject }: Query,
): Promise<StoredSchema> {
  authorizeFilteredList(ctx, 'subjects:read')
  const scope = parseScope(subject ?? '')
  const isKnown = Number.isInteger(id) && id > 0 && id < 2 ** 31
  for (const context of isKnown ? await contextsToLookIn(registry.id, id, scope) : []) {
    const schema = (await readSchemas(db, registry.id, context, [id])).get(id)
    if (!schema || !(await mayRead(ctx, registry, schema))) continue
    checkKept(db, registry.id, schema)
    return schema
  }
  throw schemaIdNotFound(id)
}

/** The named one only; for a bare name the default one, and where that has no such id the others. */
async function contextsToLookIn(registryId: string, id: number, scope: QualifiedName): Promise<string[]> {
  if (scope.context !== defaultContext) return [scope.context]
  if ((await readSchemas(db, registryId, defaultContext, [id])).has(id)) return [defaultContext]
  const rows = await db.schemaContext.findMany({
    where: { registryId, name: { not: defaultContext } },
    select: { name: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ name }) => name)
}

async function mayRead(ctx: Ctx, registry: RegistryPlace, schema: StoredSchema): Promise<boolean> {
  if (readsEverything(ctx, registry)) return true
  const { context, id } = schema
  const isReadable = ({ subjects }: SchemaUses): boolean =>
    subjects.some((name) => canRead(ctx, registry, { context, name }))
  const kept = keptUses(registry.id, context, id)
  if (kept && isReadable(kept)) return true
  const rows = await db.subjectVersion.findMany({
    where: { registryId: registry.id, context, schemaId: id },
    select: { subject: true },
    distinct: ['subject'],
  })
  return isReadable(
    keepUses(
      registry.id,
      context,
      id,
      rows.map(({ subject }) => subject),
    ),
  )
}

async function readByGuid(ctx: Ctx, registry: RegistryPlace, guid: string): Promise<StoredSchema[]> {
  authorizeFilteredList(ctx, 'subjects:read')
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(guid)) return []
  const rows = await db.schema.findMany({
    where: { registryId: registry.id, guid },
    select: { context: true, id: true },
    orderBy: { context: 'asc' },
  })
  const found: StoredSchema[] = []
  for (const { context, id } of rows) {
    const schema = (await readSchemas(db, registry.id, context, [id])).get(id)
    if (schema && (await mayRead(ctx, registry, schema))) found.push(schema)
  }
  return found
}

async function toAnswer(
  registry: RegistryPlace,
  schema: StoredSchema,
  format: string | undefined,
): Promise<SchemaStringDto> {
  const formatted = await formatSchema(format, schema.schemaType, () => parseStored(db, registry.id, schema))
  return toSchemaString(schema, formatted)
}

async function maxIdOf(registryId: string, name: string): Promise<number> {
  const row = await db.schemaContext.findUnique({ where: { registryId_name: { registryId, name } } })
  return row?.lastId ?? 0
}
