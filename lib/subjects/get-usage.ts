import type { Ctx } from '@/lib/context'
import { registryClient } from '@/lib/schema-registries/client'
import { findRegistry, type PlacedRegistry } from '@/lib/schema-registries/get'
import { asTributary } from '@/lib/schema-registries/internal'
import { getVersion } from '@/lib/subjects/get-version'
import { matchUsage, wantsRecordName } from '@/lib/subjects/match-usage'
import { printName } from '@/lib/subjects/qualified-name'
import { recordNameIn } from '@/lib/subjects/record-names'
import { requireSubject } from '@/lib/subjects/require-subject'
import type { SubjectUsage } from '@/lib/subjects/summary-schema'
import { readUsageSources } from '@/lib/subjects/usage-sources'

/** Topics and connectors of the registry's environment that use a subject, as far as the actor may see them. */
export async function getSubjectUsage(ctx: Ctx, registryId: string, subject: string): Promise<SubjectUsage> {
  const registry = await findRegistry(ctx, registryId)
  const at = await requireSubject(ctx, 'subjects:read', registry, subject)
  const [sources, recordName] = await Promise.all([
    readUsageSources(ctx, registry.environmentId),
    wantsRecordName(at) ? findRecordName(ctx, registry, printName(at)) : null,
  ])
  return matchUsage(at, recordName, sources)
}

/** Null too while an attached registry is away: uses by the topic's name are told all the same. */
async function findRecordName(ctx: Ctx, registry: PlacedRegistry, subject: string): Promise<string | null> {
  try {
    const { schemaType = 'AVRO', schema } =
      registry.external === null
        ? await getVersion(ctx, registry, { subject, version: 'latest' })
        : await registryClient(asTributary(registry.id)).latest(subject)
    return recordNameIn(schemaType, schema)
  } catch {
    return null
  }
}
