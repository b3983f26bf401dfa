import { route } from '@/lib/http'
import { restartConnector } from '@/lib/connectors/run'
import { connectorParams, restartQuery } from '@/lib/connectors/schema'

// POST …/connectors/{name}/restart?onlyFailed= – start all tasks anew, or the failed ones
export const POST = route({
  id: 'connect/v1/connectors.restart',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  query: restartQuery,
  status: 202,
  handler: ({ ctx, params, query }) => restartConnector(ctx, params, query),
})
