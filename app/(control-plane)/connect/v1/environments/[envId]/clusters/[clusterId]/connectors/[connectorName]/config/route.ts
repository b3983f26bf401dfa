import { route } from '@/lib/http'
import { toConnectorDto } from '@/lib/connectors/dto'
import { requireConnector } from '@/lib/connectors/get'
import { configDto, configInput, connectorDto, connectorParams } from '@/lib/connectors/schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'
import { putConnectorConfig } from '@/lib/connectors/update-config'

// GET …/connectors/{name}/config – the configuration as given, secrets masked
export const GET = route({
  id: 'connect/v1/connector-configs.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: configDto,
  handler: async ({ ctx, params }) => {
    const { connector } = await requireConnector(ctx, 'connectors:read', params)
    return maskedConfigOf(connector)
  },
})

// PUT …/connectors/{name}/config – replace the configuration, or create the connector; always 200
export const PUT = route({
  id: 'connect/v1/connector-configs.put',
  errors: 'connect',
  permission: 'connectors:update',
  params: connectorParams,
  body: configInput,
  response: connectorDto,
  handler: async ({ ctx, params, body }) => {
    const row = await putConnectorConfig(ctx, params, body)
    return toConnectorDto(row, await maskedConfigOf(row))
  },
})
