import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import { stopConnector } from '@/lib/connectors/run'
import { operation } from './operation'
import { connectorParams, placeOf } from './values'

// PUT /connectors/{connectorName}/stop – its tasks are gone until it is resumed
export const PUT = operation({
  id: 'stop',
  permission: 'connectors:operate',
  params: connectorParams,
  run: ({ ctx, cluster, params: { connectorName } }) =>
    inConnectsWords(
      () => stopConnector(ctx, placeOf(cluster, connectorName)),
      `Unknown connector ${connectorName}`,
    ),
})
