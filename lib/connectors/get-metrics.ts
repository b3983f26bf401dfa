import type { z } from 'zod'
import type { Ctx } from '@/lib/context'
import type { ConnectorMetrics, connectorMetricsQuery } from '@/lib/connectors/console-schema'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import { readSeries } from '@/lib/metrics/read'

/** Of more tasks a chart tells nothing. */
const shownTasks = 32

export async function getConnectorMetrics(
  ctx: Ctx,
  place: ConnectorPlace,
  { range, by }: z.output<typeof connectorMetricsQuery>,
): Promise<ConnectorMetrics> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  const { id, clusterId } = connector
  const read = async (resource: string, task: number | null): Promise<ConnectorMetrics['series']> =>
    (await readSeries(clusterId, resource, range)).map((series) => ({ ...series, task }))
  if (by === 'connector') return { series: await read(`connector:${id}`, null) }
  const tasks = connector.tasks.slice(0, shownTasks)
  const found = await Promise.all(tasks.map(({ taskId }) => read(`connector-task:${id}:${taskId}`, taskId)))
  return { series: found.flat() }
}
