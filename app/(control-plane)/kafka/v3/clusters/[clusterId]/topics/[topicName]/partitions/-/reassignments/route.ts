import { route } from '@/lib/http'
import { listTopicReassignments } from '@/lib/topics/reassignments'
import { toReassignmentListDto } from '@/lib/topics/rest-dto'
import { reassignmentListDto } from '@/lib/topics/rest-schema'
import { topicParams } from '@/lib/topics/schema'

// GET …/topics/{name}/partitions/-/reassignments – partitions of the topic that are on their way
export const GET = route({
  id: 'kafka/v3/reassignments.list',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicParams,
  response: reassignmentListDto,
  handler: async ({ ctx, params }) => {
    const path = [encodeURIComponent(params.topicName), 'partitions', '-', 'reassignments']
    return toReassignmentListDto(params.clusterId, path, await listTopicReassignments(ctx, params))
  },
})
