import { statusDto } from '@/lib/connectors/kafka-connect/schema'
import { toStatus } from '@/lib/connectors/kafka-connect/status'
import { operation } from './operation'
import { connectorParams, findConnector } from './values'

// GET /connectors/{connectorName}/status – states of the connector and of its tasks
export const GET = operation({
  id: 'status',
  permission: 'connectors:read',
  params: connectorParams,
  response: statusDto,
  run: async ({ ctx, cluster, params: { connectorName } }) =>
    toStatus(
      await findConnector(
        ctx,
        'connectors:read',
        cluster,
        connectorName,
        `No status found for connector ${connectorName}`,
      ),
    ),
})
