import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import { pauseConnector } from '@/lib/connectors/run'
import { operation } from './operation'
import { connectorParams, placeOf } from './values'

// PUT /connectors/{connectorName}/pause
export const PUT = operation({
  id: 'pause',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  run: ({ ctx, cluster, params: { connectorName } }) =>
    inConnectsWords(
      () => pauseConnector(ctx, placeOf(cluster, connectorName)),
      `Unknown connector ${connectorName}`,
    ),
})
