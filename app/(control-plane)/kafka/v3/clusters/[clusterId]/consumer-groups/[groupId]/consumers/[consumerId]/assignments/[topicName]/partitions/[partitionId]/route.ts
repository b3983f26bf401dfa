import { route } from '@/lib/http'
import { getAssignment } from '@/lib/consumer-groups/get'
import { toAssignmentDto } from '@/lib/consumer-groups/rest-dto'
import { assignmentDto, assignmentParams } from '@/lib/consumer-groups/schema'

// GET …/assignments/{topic}/partitions/{id} – read one assignment
export const GET = route({
  id: 'kafka/v3/consumer-assignments.get',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: assignmentParams,
  response: assignmentDto,
  handler: async ({ ctx, params }) => {
    const { clusterId, groupId, consumerId, topicName, partitionId } = params
    await getAssignment(ctx, params)
    return toAssignmentDto(clusterId, groupId, consumerId, topicName, partitionId)
  },
})
