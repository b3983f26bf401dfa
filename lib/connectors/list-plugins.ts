import '@/lib/connectors/plugins/loaded'
import { authorizeFilteredList, type Ctx } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { findCluster } from '@/lib/clusters/get'
import { allConnectorSpecs, findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'

export async function listConnectorPlugins(ctx: Ctx, clusterId: string, environmentId?: string) {
  await findCluster(ctx, clusterId, environmentId)
  authorizeFilteredList(ctx, 'connectors:read')
  return allConnectorSpecs().map(({ className, type }) => ({ class: className, type }))
}

export function requireSpec(className: string): ConnectorSpec {
  const spec = findConnectorSpec(className)
  if (!spec) throw notFound('Connector plugin', className)
  return spec
}
