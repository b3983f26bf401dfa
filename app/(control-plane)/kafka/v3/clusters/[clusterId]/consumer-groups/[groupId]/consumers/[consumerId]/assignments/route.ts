import { route } from '@/lib/http'
import { getConsumer } from '@/lib/consumer-groups/get'
import { toAssignmentListDto } from '@/lib/consumer-groups/rest-dto'
import { assignmentListDto, consumerParams } from '@/lib/consumer-groups/schema'

// GET …/consumers/{id}/assignments – the partitions that a member reads
export const GET = route({
  id: 'kafka/v3/consumer-assignments.list',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: consumerParams,
  response: assignmentListDto,
  handler: async ({ ctx, params }) =>
    toAssignmentListDto(params.clusterId, params.groupId, await getConsumer(ctx, params)),
})
