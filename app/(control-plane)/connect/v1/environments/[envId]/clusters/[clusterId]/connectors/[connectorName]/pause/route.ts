import { route } from '@/lib/http'
import { pauseConnector } from '@/lib/connectors/run'
import { connectorParams } from '@/lib/connectors/schema'

// PUT …/connectors/{name}/pause – 202; the status follows
export const PUT = route({
  id: 'connect/v1/connectors.pause',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  handler: ({ ctx, params }) => pauseConnector(ctx, params),
})
