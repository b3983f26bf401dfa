import { route } from '@/lib/http'
import { getConnectorMetrics } from '@/lib/connectors/get-metrics'
import {
  connectorMetricsDto,
  connectorMetricsQuery,
  consoleConnectorParams,
} from '@/lib/connectors/console-schema'

// GET …/connectors/{name}/metrics?range=&by= – what was measured of it or of its tasks
export const GET = route({
  id: 'console/connector-metrics.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  query: connectorMetricsQuery,
  response: connectorMetricsDto,
  handler: ({ ctx, params, query }) => getConnectorMetrics(ctx, params, query),
})
