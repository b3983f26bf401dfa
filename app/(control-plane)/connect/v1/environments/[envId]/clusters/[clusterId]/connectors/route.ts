import { route } from '@/lib/http'
import { createConnector } from '@/lib/connectors/create'
import { toConnectorDto } from '@/lib/connectors/dto'
import { expandConnectors, listConnectors, readExpansions } from '@/lib/connectors/list'
import {
  connectClusterParams,
  connectorDto,
  connectorListDto,
  createConnectorInput,
} from '@/lib/connectors/schema'
import { maskedConfigOf } from '@/lib/connectors/config/stored-config'

// GET …/connectors – names, or with ?expand=info,status,id an object by name
export const GET = route({
  id: 'connect/v1/connectors.list',
  errors: 'connect',
  permission: 'connectors:read',
  isFiltered: true,
  params: connectClusterParams,
  response: connectorListDto,
  handler: async ({ ctx, params, request }) => {
    const rows = await listConnectors(ctx, params.clusterId, params.envId)
    const wanted = readExpansions(request)
    return wanted ? expandConnectors(rows, wanted) : rows.map(({ name }) => name)
  },
})

// POST …/connectors – create a connector
export const POST = route({
  id: 'connect/v1/connectors.create',
  errors: 'connect',
  permission: 'connectors:create',
  params: connectClusterParams,
  body: createConnectorInput,
  response: connectorDto,
  status: 201,
  handler: async ({ ctx, params, body }) => {
    const row = await createConnector(ctx, params, body)
    const { offsets } = body
    return { ...toConnectorDto(row, await maskedConfigOf(row)), ...(offsets ? { offsets } : {}) }
  },
})
