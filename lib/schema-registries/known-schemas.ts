// What this process has learnt of an environment's registry: schemas by id and where they are used, shared by all requests. A page of
// messages waits a moment for a registry at most; one that is away is left alone for a while, and known schemas go on being used.
import { db } from '@/lib/db'
import { RegistryAwayError } from '@/lib/schema-registries/ask'
import { registryClient, type SubjectVersion } from '@/lib/schema-registries/client'
import { asTributary } from '@/lib/schema-registries/internal'
import { SchemaCache, type CachedSchema } from '@/lib/serdes/schema-cache'
import { SerdesError } from '@/lib/serdes/serdes-error'
import type { SchemaKey } from '@/lib/serdes/wire-format'

const timeoutMs = 5000
const waitAtMostMs = 2000
const waitForSlowMs = 100
const leftAloneMs = 5000
const usesKeptMs = 5000
const maxRegistries = 20
const maxSchemas = 1000
const askedAtOnce = 20

export type FoundSchema = CachedSchema | SerdesError

type Uses = { at: number; versions: SubjectVersion[] }

export class KnownSchemas {
  private readonly client
  private readonly cache: SchemaCache
  private readonly uses = new Map<number, Uses>()
  private away: { until: number; error: unknown } | null = null
  private slowUntil = 0

  constructor(readonly registryId: string) {
    this.client = registryClient(asTributary(registryId, timeoutMs))
    this.cache = new SchemaCache((key) => this.guard(() => this.client.fetchSchema(key)), { maxSchemas })
  }

  /** The schemas, or why there is none: of each key something, and within two seconds. */
  async learn(keys: readonly SchemaKey[]): Promise<(key: SchemaKey) => FoundSchema> {
    const found = new Map<string, FoundSchema>()
    const wanted = new Map(keys.map((key) => [JSON.stringify(key), key]))
    const learnt = (async () => {
      const names = [...wanted.keys()]
      for (let start = 0; start < names.length; start += askedAtOnce)
        await Promise.all(
          names.slice(start, start + askedAtOnce).map(async (name) => {
            const key = wanted.get(name)
            if (key !== undefined) found.set(name, await this.learnOne(key))
          }),
        )
    })()
    const isSlow = this.slowUntil > performance.now()
    if (!(await within(isSlow ? waitForSlowMs : waitAtMostMs, learnt)))
      this.slowUntil = performance.now() + leftAloneMs
    return (key) => found.get(JSON.stringify(key)) ?? this.cache.find(key) ?? tooSlow(key)
  }

  /** To write with. Throws SerdesError, or RegistryError when the subject has no such version. */
  async get(wanted: { id: number } | { subject: string; version: number | 'latest' }): Promise<CachedSchema> {
    if ('id' in wanted) return this.cache.get(wanted)
    const { id } = await this.guard(() => this.client.version(wanted.subject, wanted.version))
    return this.cache.get({ id })
  }

  /** Where the schema is used, as far as it is known by now. */
  usesOf(id: number): SubjectVersion[] {
    return this.uses.get(id)?.versions ?? []
  }

  private async learnOne(key: SchemaKey): Promise<FoundSchema> {
    try {
      // Known ones may be shown at once; where they are used is asked again now and then.
      const id = 'id' in key ? key.id : null
      const [schema] = await Promise.all([
        this.cache.find(key) ?? this.cache.get(key),
        id === null ? undefined : this.learnUses(id),
      ])
      if (id === null) await this.learnUses(schema.id)
      return schema
    } catch (error) {
      if (error instanceof SerdesError) return error
      throw error
    }
  }

  private async learnUses(id: number): Promise<void> {
    const known = this.uses.get(id)
    if (known !== undefined && performance.now() - known.at < usesKeptMs) return
    const versions = await this.guard(() => this.client.versionsOf(id)).catch(() => known?.versions ?? [])
    if (this.uses.size >= maxSchemas) this.uses.clear()
    this.uses.set(id, { at: performance.now(), versions })
  }

  private async guard<T>(ask: () => Promise<T>): Promise<T> {
    if (this.away !== null && this.away.until > performance.now()) throw this.away.error
    try {
      const answer = await ask()
      this.away = null
      return answer
    } catch (error) {
      if (isAway(error)) this.away = { until: performance.now() + leftAloneMs, error }
      throw error
    }
  }
}

const isAway = (error: unknown): boolean =>
  error instanceof RegistryAwayError || (error instanceof SerdesError && error.kind === 'registry_away')

const tooSlow = (key: SchemaKey): SerdesError =>
  new SerdesError(
    'registry_away',
    'The Schema Registry is slow to answer. Look again in a few seconds.',
    'id' in key ? key.id : null,
  )

/** Whether the work was done in time. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), ms)
  const isDone = await Promise.race([work.then(() => true), late.promise])
  clearTimeout(timer)
  return isDone
}

const registries = new Map<string, KnownSchemas>()

/** Null: the environment has no registry yet. */
export async function knownSchemasOf(environmentId: string): Promise<KnownSchemas | null> {
  const row = await db.schemaRegistry.findUnique({ where: { environmentId } })
  if (row === null) return null
  // Another registry that is attached, or ours again, has other schemas behind the same ids.
  const name = `${row.id} ${JSON.stringify(row.external)}`
  const known = registries.get(name) ?? new KnownSchemas(row.id)
  registries.delete(name)
  registries.set(name, known)
  const [oldest] = registries.keys()
  if (registries.size > maxRegistries && oldest !== undefined) registries.delete(oldest)
  return known
}
