import { route } from '@/lib/http'
import { pauseConnector } from '@/lib/connectors/run'
import { connectorParams } from '@/lib/connectors/schema'

// PUT …/connectors/{name}/pause – 202; the status follows
export const PUT = route({
  id: 'connect/v1/connectors.pause',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  handler: async ({ ctx, params }) => {
    await pauseConnector(ctx, params)
    return new Response(null, { status: 202 })
  },
})
