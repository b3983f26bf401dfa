import type { Ctx } from '@/lib/context'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import { readSeries } from '@/lib/metrics/read'
import type { MetricRange, MetricSeries } from '@/lib/metrics/schema'

export async function getConnectorMetrics(
  ctx: Ctx,
  place: ConnectorPlace,
  range: MetricRange,
): Promise<{ series: MetricSeries[] }> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  return { series: await readSeries(connector.clusterId, `connector:${connector.id}`, range) }
}
