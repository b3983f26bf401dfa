// JSON to the bytes of a record by a schema of the environment's registry, as Confluent's serializers write them.
import { AppError } from '@/lib/errors'
import { isRawJson, parseJsonExactly } from '@/lib/exact-json'
import type { PayloadBySchema } from '@/lib/messages/schema'
import { knownSchemasOf, type KnownSchemas } from '@/lib/schema-registries/known-schemas'
import { plainJson, type Json } from '@/lib/schemas/json-text'
import type { FetchedSchema } from '@/lib/serdes/schema-cache'
import { payloadEncoder } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { writeFrame } from '@/lib/serdes/wire-format'
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

/** @returns What a record holds: schema id, message indexes, payload. Throws SerdesError `unencodable`. */
export function recordEncoder(
  { id, schema }: FetchedSchema,
  messageName?: string,
): (exactValue: unknown) => Buffer {
  const encode = payloadEncoder(schema, messageName)
  return (exactValue) => {
    if (schema.schemaType === 'JSON') {
      encode(plainJson(exactValue as Json))
      return writeFrame(id, Buffer.from(JSON.stringify(exactValue)))
    }
    const { bytes, messageIndexes } = encode(withPlainNumbers(exactValue))
    return writeFrame(id, bytes, messageIndexes)
  }
}

/** Integers beyond 2^53 as the text that encoders take for them. */
function withPlainNumbers(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withPlainNumbers)
  if (typeof value !== 'object' || value === null) return value as Json
  if (!isRawJson(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlainNumbers(item)]))
  const digits = JSON.stringify(value)
  return /^-?\d+$/.test(digits) ? digits : Number(digits)
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
