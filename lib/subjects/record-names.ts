import { db } from '@/lib/db'
import { recordNameOf } from '@/lib/serdes/schema-codec'
import { parseSchema } from '@/lib/schemas/parse'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

type Place = { context: string; schemaId: number }

/** By context and id, for schemas of a registry of ours. */
export async function recordNamesOf(
  registryId: string,
  places: readonly Place[],
): Promise<Map<string, string | null>> {
  const schemas = await db.schema.findMany({
    where: { registryId, OR: places.map(({ context, schemaId }) => ({ context, id: schemaId })) },
    select: { context: true, id: true, schemaType: true, text: true },
  })
  return new Map(
    schemas.map(({ context, id, schemaType, text }) => [
      `${context} ${id}`,
      recordNameIn(schemaType as SchemaTypeName, text),
    ]),
  )
}

/** Null for a schema that refers to others too: what it is called there is not worth reading them all. */
export function recordNameIn(schemaType: SchemaTypeName, text: string): string | null {
  try {
    return recordNameOf(parseSchema(schemaType, text))
  } catch {
    return null
  }
}
