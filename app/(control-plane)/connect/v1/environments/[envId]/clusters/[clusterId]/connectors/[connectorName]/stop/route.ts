import { route } from '@/lib/http'
import { stopConnector } from '@/lib/connectors/run'
import { connectorParams } from '@/lib/connectors/schema'

// PUT …/connectors/{name}/stop – end its tasks until it is resumed
export const PUT = route({
  id: 'connect/v1/connectors.stop',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  handler: ({ ctx, params }) => stopConnector(ctx, params),
})
