import { topicsDto } from '@/lib/connectors/kafka-connect/schema'
import { usedTopics } from '@/lib/connectors/kafka-connect/topics'
import { operation } from './operation'
import { connectorParams } from './values'

// GET /connectors/{connectorName}/topics – those that it has used
export const GET = operation({
  id: 'topics',
  permission: 'connectors:read',
  params: connectorParams,
  response: topicsDto,
  run: ({ ctx, cluster, params }) => usedTopics(ctx, cluster, params.connectorName),
})
