import { clusterIdParams } from '@/lib/clusters/schema'
import { launchConnector } from '@/lib/connectors/launch'
import { launchConnectorInput, launchedConnectorDto } from '@/lib/connectors/console-schema'
import { route } from '@/lib/http'

// POST /api/console/clusters/{id}/launch-connector – sample data at once: topic, key and connector
export const POST = route({
  id: 'console/connectors.launch',
  errors: 'connect',
  permission: 'connectors:create',
  params: clusterIdParams,
  body: launchConnectorInput,
  response: launchedConnectorDto,
  status: 201,
  handler: ({ ctx, params, body }) => launchConnector(ctx, params.clusterId, body),
})
