import { route } from '@/lib/http'
import { resumeConnector } from '@/lib/connectors/run'
import { connectorParams } from '@/lib/connectors/schema'

// PUT …/connectors/{name}/resume – 202; the status follows
export const PUT = route({
  id: 'connect/v1/connectors.resume',
  errors: 'connect',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  handler: ({ ctx, params }) => resumeConnector(ctx, params),
})
