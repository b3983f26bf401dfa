// Which subjects have, or had, a schema: remembered so that a reader of one subject reads its schemas while Postgres is away.
// What is remembered may lack new ones, so only a yes is taken from it.
import { ByteCache } from '@/lib/subjects/byte-cache'

export type SchemaUses = { subjects: readonly string[] }

const uses = new ByteCache<SchemaUses>(16 * 1024 * 1024)

const keyOf = (registryId: string, context: string, id: number): string => `${registryId} ${context} ${id}`

export const keptUses = (registryId: string, context: string, id: number): SchemaUses | undefined =>
  uses.get(keyOf(registryId, context, id))

export function keepUses(registryId: string, context: string, id: number, subjects: string[]): SchemaUses {
  const found = { subjects }
  const bytes = subjects.reduce((sum, name) => sum + 2 * name.length + 50, 200)
  uses.set(keyOf(registryId, context, id), found, bytes)
  return found
}
