import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { listTopicRows } from '@/lib/topics/list-rows'
import { topicRowListDto } from '@/lib/topics/schema'

// GET /api/console/clusters/{id}/topics – topics with partitions, size and present throughput
export const GET = route({
  id: 'console/topics.list',
  errors: 'kafka',
  permission: 'topics:read',
  isFiltered: true,
  params: clusterIdParams,
  response: topicRowListDto,
  handler: async ({ ctx, params }) => ({ data: await listTopicRows(ctx, params.clusterId) }),
})
