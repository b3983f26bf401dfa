import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { listConnectorRows } from '@/lib/connectors/list'
import { connectorRowListDto } from '@/lib/connectors/console-schema'

// GET /api/console/clusters/{id}/connectors – connectors with their present rates
export const GET = route({
  id: 'console/connectors.list',
  errors: 'connect',
  permission: 'connectors:read',
  isFiltered: true,
  params: clusterIdParams,
  response: connectorRowListDto,
  handler: async ({ ctx, params }) => ({ data: await listConnectorRows(ctx, params.clusterId) }),
})
