import { inConnectsWords } from '@/lib/connectors/kafka-connect/errors'
import { resumeConnector } from '@/lib/connectors/run'
import { operation } from './operation'
import { connectorParams, placeOf } from './values'

// PUT /connectors/{connectorName}/resume
export const PUT = operation({
  id: 'resume',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  run: ({ ctx, cluster, params: { connectorName } }) =>
    inConnectsWords(
      () => resumeConnector(ctx, placeOf(cluster, connectorName)),
      `Unknown connector ${connectorName}`,
    ),
})
