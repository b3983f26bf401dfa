import { route } from '@/lib/http'
import { restartConnector } from '@/lib/connectors/run'
import { connectorParams } from '@/lib/connectors/schema'

// POST …/connectors/{name}/restart – start all tasks anew
export const POST = route({
  id: 'connect/v1/connectors.restart',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  handler: ({ ctx, params }) => restartConnector(ctx, params),
})
