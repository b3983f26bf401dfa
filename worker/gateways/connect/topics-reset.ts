import { forgetUsedTopics } from '@/lib/connectors/kafka-connect/topics'
import { operation } from './operation'
import { connectorParams } from './values'

// PUT /connectors/{connectorName}/topics/reset – forgets which it has used
export const PUT = operation({
  id: 'topics.reset',
  permission: 'connectors:operate',
  params: connectorParams,
  status: 202,
  run: ({ ctx, cluster, params }) => forgetUsedTopics(ctx, cluster, params.connectorName),
})
