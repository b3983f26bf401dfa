import { route } from '@/lib/http'
import { getConnectorDetail } from '@/lib/connectors/get-detail'
import { connectorDetailDto, consoleConnectorParams } from '@/lib/connectors/console-schema'

// GET /api/console/clusters/{id}/connectors/{name} – a connector with configuration, tasks and rates
export const GET = route({
  id: 'console/connectors.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  response: connectorDetailDto,
  handler: ({ ctx, params }) => getConnectorDetail(ctx, params),
})
