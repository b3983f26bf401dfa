import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { RegistryAwayError } from '@/lib/schema-registries/ask'
import { registryClient, type RegistryClient } from '@/lib/schema-registries/client'
import { asActor } from '@/lib/schema-registries/internal'
import { requireRegistry } from '@/lib/schema-registries/get'
import { schemaForm } from '@/lib/schemas/form/form'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import { resolveReferences } from '@/lib/schemas/references'
import { SerdesError } from '@/lib/serdes/serdes-error'
import type { FormQuery, SchemaFormDto } from '@/lib/subjects/form-schema'

type Found = { id: number; version: number | null; schema: ParsedSchema }

/** A form for one record. `credential` is how the acting user shows up at the gateway, which judges what they may read. */
export async function getSchemaForm(
  ctx: Ctx,
  registryId: string,
  query: FormQuery,
  credential: () => Promise<string>,
): Promise<SchemaFormDto> {
  await requireRegistry(ctx, 'schema-registries:read', registryId)
  const client = registryClient(asActor(registryId, await credential()))
  try {
    const { id, version, schema } = await find(client, query)
    return { id, version, type: schema.schemaType, ...schemaForm(schema, query.message) }
  } catch (error) {
    if (
      error instanceof RegistryAwayError ||
      (error instanceof SerdesError && error.kind === 'registry_away')
    )
      throw new AppError('unavailable', `The Schema Registry gives no answer: ${error.message}.`, {
        cause: error,
      })
    if (error instanceof SerdesError || error instanceof InvalidSchemaError)
      throw new AppError('invalid', error.message, { cause: error })
    throw error
  }
}

async function find(client: RegistryClient, { id, subject, version: wanted }: FormQuery): Promise<Found> {
  if (subject !== undefined) {
    const found = await client.version(subject, wanted)
    const references = await resolveReferences(found.references ?? [], client.referenced)
    const schema = parseSchema(found.schemaType, found.schema, references)
    return { id: found.id, version: found.version, schema }
  }
  const found = id === undefined ? null : await client.fetchSchema({ id })
  if (found === null) throw new AppError('not_found', `The Schema Registry knows no schema ${id}.`)
  return { ...found, version: null }
}
