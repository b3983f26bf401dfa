import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { RegistryAwayError, type RegistryAddress } from '@/lib/schema-registries/ask'
import { gatewayUrl } from '@/lib/schema-registries/gateway-url'
import { findRegistry } from '@/lib/schema-registries/get'
import { readAttachedPage } from '@/lib/subjects/attached-summary'
import { matchUsage } from '@/lib/subjects/match-usage'
import { readOwnPage } from '@/lib/subjects/own-summary'
import type { SubjectSummaryList, SummaryQuery } from '@/lib/subjects/summary-schema'
import { readUsageSources } from '@/lib/subjects/usage-sources'

/** A page of the console's list. `credential` is how the acting user shows up at the gateway, for an attached registry. */
export async function listSubjectSummaries(
  ctx: Ctx,
  registryId: string,
  query: SummaryQuery,
  credential: () => Promise<string>,
): Promise<SubjectSummaryList> {
  const registry = await findRegistry(ctx, registryId)
  authorizeFilteredList(ctx, 'subjects:read')
  const [page, sources] = await Promise.all([
    registry.external === null
      ? readOwnPage(ctx, registry, query)
      : orAway(readAttachedPage(await gatewayAs(registryId, credential), query)),
    readUsageSources(ctx, registry.environmentId),
  ])
  const end = query.offset + query.limit
  return {
    data: page.items.map(({ at, recordName, summary }) => {
      const { topics, connectors } = matchUsage(at, recordName, sources)
      const connectorCount = new Set(connectors.map((use) => `${use.clusterId} ${use.connector}`)).size
      return { ...summary, usedBy: { topics: topics.length, connectors: connectorCount } }
    }),
    total: page.total,
    nextOffset: end < page.total ? end : null,
    contexts: page.contexts,
    schemas: page.schemas,
  }
}

const gatewayAs = async (
  registryId: string,
  credential: () => Promise<string>,
): Promise<RegistryAddress> => ({
  url: gatewayUrl(registryId),
  headers: { authorization: await credential() },
})

async function orAway<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof RegistryAwayError)) throw error
    throw new AppError('unavailable', `The attached Schema Registry gives no answer: ${error.message}.`, {
      cause: error,
    })
  }
}
