// JSON to the bytes of a record by a schema of the environment's registry, as Confluent's serializers write them.
import { AppError } from '@/lib/errors'
import { parseJsonExactly } from '@/lib/exact-json'
import type { PayloadBySchema } from '@/lib/messages/schema'
import { knownSchemasOf, type KnownSchemas } from '@/lib/schema-registries/known-schemas'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { RegistryError } from '@/lib/subjects/registry-error'

/** Throws `invalid` that names the field, `unavailable` when the registry is away. */
export async function encodeBySchema(
  environmentId: string,
  part: 'key' | 'value',
  { schema, messageName, json }: PayloadBySchema,
): Promise<Buffer> {
  const known = await requireKnownSchemas(environmentId)
  const found = await known.get(schema).catch((error: unknown) => {
    if (error instanceof RegistryError && error.status === 404) throw invalid(`${part}.schema`, error)
    throw error instanceof SerdesError ? ofSchema(`${part}.schema`, error) : error
  })
  const encode = named(`${part}.messageName`, () => recordEncoder(found, messageName))
  return named(`${part}.json`, () => encode(parse(json)))
}

export async function requireKnownSchemas(environmentId: string): Promise<KnownSchemas> {
  const known = await knownSchemasOf(environmentId)
  if (known === null) throw new AppError('not_found', 'The environment has no Schema Registry.')
  return known
}

function parse(json: string): unknown {
  try {
    return parseJsonExactly(json)
  } catch (error) {
    throw new SerdesError('unencodable', `This is not valid JSON: ${String(error)}`, null, error)
  }
}

function named<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof SerdesError ? ofSchema(path, error) : error
  }
}

const ofSchema = (path: string, error: SerdesError): AppError =>
  error.kind === 'registry_away'
    ? new AppError('unavailable', error.message, { cause: error })
    : invalid(path, error)

const invalid = (path: string, cause: Error): AppError =>
  new AppError('invalid', 'The message is not valid.', { cause, fields: [{ path, message: cause.message }] })
