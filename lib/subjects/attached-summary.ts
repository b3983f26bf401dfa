// Pages of an attached registry, by its REST API as the acting user: all names at once, then what there is to say of the page's.
import type { RegistryAddress } from '@/lib/schema-registries/ask'
import { attachedRegistry, type AttachedRegistry } from '@/lib/subjects/attached-registry'
import { wantsRecordName } from '@/lib/subjects/match-usage'
import type { NamedSummary, SummaryPage } from '@/lib/subjects/own-summary'
import { parseScope } from '@/lib/subjects/qualified-name'
import { recordNameIn } from '@/lib/subjects/record-names'
import type { CompatibilityLevelName, ModeName } from '@/lib/subjects/rest-schema'
import type { SummaryQuery } from '@/lib/subjects/summary-schema'

type InForce = { compatibility: CompatibilityLevelName; mode: ModeName }
const atOnce = 8

export async function readAttachedPage(address: RegistryAddress, query: SummaryQuery): Promise<SummaryPage> {
  const client = attachedRegistry(address)
  const [live, all] = await Promise.all([
    client.subjects(false),
    query.state === 'live' ? null : client.subjects(true),
  ])
  const liveNames = new Set(live)
  const named = query.state === 'deleted' ? (all ?? []).filter((name) => !liveNames.has(name)) : (all ?? live)
  const contexts = [...new Set(named.map((name) => parseScope(name).context))].sort()
  const wanted = named.filter((name) => isWanted(name, query)).sort(byContextAndName)
  const ofType = query.type ? await onlyOfType(client, wanted, query.type) : wanted
  const page = ofType.slice(query.offset, query.offset + query.limit)
  const registry = await inForceAbove(client)
  const items = await mapFew(page, (name) => describe(client, name, !liveNames.has(name), registry))
  return { items: items.filter((item) => item !== null), total: ofType.length, contexts, schemas: null }
}

/** As the list of our own registry is sorted. */
function byContextAndName(one: string, other: string): number {
  const [a, b] = [parseScope(one), parseScope(other)]
  return a.context === b.context ? compare(a.name, b.name) : compare(a.context, b.context)
}
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function isWanted(qualified: string, { text, context }: SummaryQuery): boolean {
  const at = parseScope(qualified)
  if (context !== undefined && at.context !== context) return false
  return at.name.toLowerCase().includes(text.toLowerCase())
}

/** The latest version of each subject in one answer. */
async function onlyOfType(client: AttachedRegistry, names: string[], type: string): Promise<string[]> {
  const latest = await client.latestOfAll()
  const fitting = new Set(latest.filter((one) => one.schemaType === type).map(({ subject }) => subject))
  return names.filter((name) => fitting.has(name))
}

async function inForceAbove(client: AttachedRegistry): Promise<InForce> {
  const [config, mode] = await Promise.all([client.config(null), client.mode(null)])
  return { compatibility: config?.compatibilityLevel ?? 'BACKWARD', mode: mode ?? 'READWRITE' }
}

async function describe(
  client: AttachedRegistry,
  name: string,
  isDeleted: boolean,
  above: InForce,
): Promise<NamedSummary | null> {
  const numbers = (await client.versionNumbers(name, true)) ?? []
  const [live, config, mode] = await Promise.all([
    isDeleted ? [] : client.versionNumbers(name, false),
    client.config(name),
    client.mode(name),
  ])
  const number = live?.at(-1) ?? numbers.at(-1)
  // It was deleted for good since its name was read.
  if (number === undefined) return null
  const latest = await client.version(name, number)
  const at = parseScope(name)
  return {
    at,
    recordName: wantsRecordName(at) ? recordNameIn(latest.schemaType, latest.schema) : null,
    summary: {
      name,
      schemaType: latest.schemaType,
      latestVersion: latest.version,
      schemaId: latest.id,
      versions: live?.length ?? 0,
      deletedVersions: numbers.length - (live?.length ?? 0),
      isDeleted,
      compatibility: config?.compatibilityLevel ?? above.compatibility,
      isOwnCompatibility: config?.compatibilityLevel !== undefined,
      mode: above.mode === 'READONLY_OVERRIDE' ? above.mode : (mode ?? above.mode),
    },
  }
}

/** In order, a few at a time: an attached registry is not ours to flood. */
async function mapFew<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(each))))
  return results
}
