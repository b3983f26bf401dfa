// Schemas by id, kept: a schema behind an id never changes, so a registry that is away stops no reader of what it
// has read before. An id that is unknown may be registered at any moment: that is asked again after some seconds.
import { errorMessage } from '@/lib/errors'
import type { Json } from '@/lib/schemas/json-text'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { AvroForm } from '@/lib/serdes/avro-leaf'
import { payloadDecoder, type PayloadDecoder } from '@/lib/serdes/schema-codec'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readFrame, type RecordHeader, type SchemaKey } from '@/lib/serdes/wire-format'

/** `size`: characters of its text, for the cache's bound. */
export type FetchedSchema = { id: number; schema: ParsedSchema; size?: number }

/** Null: the registry does not know it. Throws: SerdesError as it is, everything else as the registry being away. */
export type FetchSchema = (key: SchemaKey) => Promise<FetchedSchema | null>

export type CachedSchema = FetchedSchema & { decode: PayloadDecoder }
export type DecodedRecord = { value: Json; schemaId: number; schema: ParsedSchema }

type Options = {
  form?: AvroForm
  maxSchemas?: number
  maxSize?: number
  unknownForMs?: number
  now?: () => number
}

const keyOf = (key: SchemaKey): string => ('id' in key ? String(key.id) : key.guid)
const idOf = (key: SchemaKey): number | null => ('id' in key ? key.id : null)

export class SchemaCache {
  private readonly fetch: FetchSchema
  private readonly options: Required<Options>
  /** In the order of their last use. */
  private readonly known = new Map<string, CachedSchema>()
  private size = 0
  private readonly unknownUntil = new Map<string, number>()
  private readonly asked = new Map<string, Promise<CachedSchema>>()

  constructor(fetch: FetchSchema, options: Options = {}) {
    this.fetch = fetch
    this.options = {
      form: {},
      maxSchemas: 1000,
      maxSize: 8_000_000,
      unknownForMs: 5000,
      now: Date.now,
      ...options,
    }
  }

  /** Without asking the registry. */
  find(key: SchemaKey): CachedSchema | undefined {
    const name = keyOf(key)
    const found = this.known.get(name)
    if (found === undefined) return undefined
    this.known.delete(name)
    this.known.set(name, found)
    return found
  }

  /** @throws SerdesError `unknown_schema` or `registry_away`. */
  async get(key: SchemaKey): Promise<CachedSchema> {
    const found = this.find(key)
    if (found !== undefined) return found
    const name = keyOf(key)
    if ((this.unknownUntil.get(name) ?? 0) > this.options.now()) throw unknown(key)
    const asking = this.asked.get(name) ?? this.ask(key).finally(() => this.asked.delete(name))
    this.asked.set(name, asking)
    return asking
  }

  private async ask(key: SchemaKey): Promise<CachedSchema> {
    const name = keyOf(key)
    let fetched: FetchedSchema | null
    try {
      fetched = await this.fetch(key)
    } catch (error) {
      // It has answered, with something that no reader can use.
      if (error instanceof SerdesError) throw error
      const reason = `The schema registry does not answer: ${errorMessage(error)}`
      throw new SerdesError('registry_away', reason, idOf(key), error)
    }
    if (fetched === null) {
      if (this.unknownUntil.size >= this.options.maxSchemas) this.unknownUntil.clear()
      this.unknownUntil.set(name, this.options.now() + this.options.unknownForMs)
      throw unknown(key)
    }
    const cached = { ...fetched, decode: payloadDecoder(fetched.schema, this.options.form) }
    this.known.set(name, cached)
    this.size += cached.size ?? 0
    for (const [oldest, { size = 0 }] of this.known) {
      if (this.known.size <= this.options.maxSchemas && this.size <= this.options.maxSize) break
      this.known.delete(oldest)
      this.size -= size
    }
    return cached
  }
}

const unknown = (key: SchemaKey): SerdesError =>
  new SerdesError('unknown_schema', `The schema registry knows no schema ${keyOf(key)}.`, idOf(key))

/**
 * A key or a value with its schema. Every kind of SerdesError; its `schemaId` is set as soon as the bytes told one.
 * Where the rate counts, use `readFrame`, `cache.find` and `decode`, which do not wait.
 */
export async function decodeRecord(
  cache: SchemaCache,
  bytes: Buffer,
  headers: RecordHeader[] = [],
  part: 'key' | 'value' = 'value',
): Promise<DecodedRecord> {
  const frame = readFrame(bytes, headers, part)
  const { id, schema, decode } = cache.find(frame.schema) ?? (await cache.get(frame.schema))
  try {
    return { value: decode(bytes, frame), schemaId: id, schema }
  } catch (error) {
    if (!(error instanceof SerdesError)) throw error
    throw new SerdesError(error.kind, error.message, id, error)
  }
}
