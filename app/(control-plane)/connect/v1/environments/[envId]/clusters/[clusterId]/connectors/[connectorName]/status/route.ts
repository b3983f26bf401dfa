import { route } from '@/lib/http'
import { toConnectorStatusDto } from '@/lib/connectors/dto'
import { requireConnector } from '@/lib/connectors/get'
import { connectorParams, connectorStatusDto } from '@/lib/connectors/schema'

// GET …/connectors/{name}/status – state of the connector and its tasks
export const GET = route({
  id: 'connect/v1/connector-status.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: connectorStatusDto,
  handler: async ({ ctx, params }) => {
    const { connector } = await requireConnector(ctx, 'connectors:read', params)
    return toConnectorStatusDto(connector)
  },
})
