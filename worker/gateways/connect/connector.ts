import { deleteConnector } from '@/lib/connectors/delete'
import { infoOf } from '@/lib/connectors/kafka-connect/create'
import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import { connectorInfoDto } from '@/lib/connectors/kafka-connect/schema'
import { operation } from './operation'
import { connectorParams, findConnector, placeOf } from './values'

// GET /connectors/{connectorName} – its configuration and tasks
export const GET = operation({
  id: 'connectors.get',
  permission: 'connectors:read',
  params: connectorParams,
  response: connectorInfoDto,
  run: async ({ ctx, cluster, params }) =>
    infoOf(await findConnector(ctx, 'connectors:read', cluster, params.connectorName)),
})

// DELETE /connectors/{connectorName} – stops its tasks and forgets it
export const DELETE = operation({
  id: 'connectors.delete',
  permission: 'connectors:delete',
  params: connectorParams,
  run: ({ ctx, cluster, params: { connectorName } }) =>
    inConnectsWords(
      () => deleteConnector(ctx, placeOf(cluster, connectorName)),
      `Connector ${connectorName} not found`,
    ),
})
