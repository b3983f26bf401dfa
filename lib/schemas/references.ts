// References of a schema to others, brought together before parsing: parsing itself is synchronous and pure.
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'

export type SchemaType = 'AVRO' | 'JSON' | 'PROTOBUF'

/** `name` is what the schema calls the other one: a full name (Avro), a URI (JSON Schema), an import path (Protobuf). */
export type SchemaReference = { name: string; subject: string; version: number }

export type ReferencedSchema = { schema: string; references: SchemaReference[] }

/** Answers null when the subject has no such version. Version -1 means the latest. */
export type ResolveReference = (reference: SchemaReference) => Promise<ReferencedSchema | null>

/** Text by name, each after those that it refers to itself. */
export type ResolvedReferences = ReadonlyMap<string, string>

export const noReferences: ResolvedReferences = new Map()

const maxReferences = 1000

type Walk = { resolve: ResolveReference; found: Map<string, string>; open: string[]; done: Set<string> }

/**
 * All schemas that are referred to, directly or not, in dependency order.
 * @throws InvalidSchemaError for a reference that leads nowhere, a cycle, or more than 1,000 schemas.
 */
export async function resolveReferences(
  references: SchemaReference[],
  resolve: ResolveReference,
): Promise<ResolvedReferences> {
  const walk: Walk = { resolve, found: new Map(), open: [], done: new Set() }
  await visit(references, walk)
  return walk.found
}

async function visit(references: SchemaReference[], walk: Walk): Promise<void> {
  for (const reference of references) {
    const key = `${reference.subject} version ${reference.version}`
    if (walk.open.includes(key))
      throw new InvalidSchemaError(`The references make a cycle: ${[...walk.open, key].join(' → ')}`)
    if (walk.done.has(`${reference.name}\n${key}`)) continue
    if (walk.done.size >= maxReferences)
      throw new InvalidSchemaError(`More than ${maxReferences} schemas are referred to`)
    const referred = await walk.resolve(reference)
    if (referred === null)
      throw new InvalidSchemaError(
        `No schema reference found for subject "${reference.subject}" and version ${reference.version}`,
      )
    walk.done.add(`${reference.name}\n${key}`)
    walk.open.push(key)
    await visit(referred.references, walk)
    walk.open.pop()
    if (!walk.found.has(reference.name)) walk.found.set(reference.name, referred.schema)
  }
}
