import { route } from '@/lib/http'
import { listConnectorPlugins } from '@/lib/connectors/list-plugins'
import { connectClusterParams, connectorPluginListDto } from '@/lib/connectors/schema'

// GET …/connector-plugins – what can be launched
export const GET = route({
  id: 'connect/v1/connector-plugins.list',
  errors: 'connect',
  permission: 'connectors:read',
  isFiltered: true,
  params: connectClusterParams,
  response: connectorPluginListDto,
  handler: ({ ctx, params }) => listConnectorPlugins(ctx, params.clusterId, params.envId),
})
