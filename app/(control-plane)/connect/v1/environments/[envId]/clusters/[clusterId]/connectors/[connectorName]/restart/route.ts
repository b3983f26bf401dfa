import { route } from '@/lib/http'
import { restartConnector } from '@/lib/connectors/run'
import { connectorParams } from '@/lib/connectors/schema'

// POST …/connectors/{name}/restart – start all tasks anew
export const POST = route({
  id: 'connect/v1/connectors.restart',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  handler: async ({ ctx, params }) => {
    await restartConnector(ctx, params)
    return new Response(null, { status: 202 })
  },
})
