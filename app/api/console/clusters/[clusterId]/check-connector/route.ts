import { clusterIdParams } from '@/lib/clusters/schema'
import { checkConnector } from '@/lib/connectors/validation/check'
import { checkConnectorInput, checkedConnectorDto } from '@/lib/connectors/validation/check-schema'
import { route } from '@/lib/http'

// POST /api/console/clusters/{id}/check-connector – what is wrong with a configuration; asked for, whether its other end answers
export const POST = route({
  id: 'console/connectors.check',
  errors: 'connect',
  permission: 'connectors:create',
  params: clusterIdParams,
  body: checkConnectorInput,
  response: checkedConnectorDto,
  handler: ({ ctx, params, body }) => checkConnector(ctx, params.clusterId, body),
})
