import { route } from '@/lib/http'
import { deleteConnector } from '@/lib/connectors/delete'
import { toConnectorDto } from '@/lib/connectors/dto'
import { requireConnector } from '@/lib/connectors/get'
import { connectorDto, connectorParams, deletedConnectorDto } from '@/lib/connectors/schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'

// GET …/connectors/{name} – read a connector
export const GET = route({
  id: 'connect/v1/connectors.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: connectorDto,
  handler: async ({ ctx, params }) => {
    const { connector } = await requireConnector(ctx, 'connectors:read', params)
    return toConnectorDto(connector, await maskedConfigOf(connector))
  },
})

// DELETE …/connectors/{name} – delete a connector; clients want a body with error null
export const DELETE = route({
  id: 'connect/v1/connectors.delete',
  errors: 'connect',
  permission: 'connectors:delete',
  params: connectorParams,
  response: deletedConnectorDto,
  handler: async ({ ctx, params }) => {
    await deleteConnector(ctx, params)
    return { error: null }
  },
})
