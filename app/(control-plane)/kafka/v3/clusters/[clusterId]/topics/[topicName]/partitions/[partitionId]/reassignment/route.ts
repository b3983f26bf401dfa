import { route } from '@/lib/http'
import { getReassignment } from '@/lib/topics/reassignments'
import { toReassignmentDto } from '@/lib/topics/rest-dto'
import { reassignmentDto } from '@/lib/topics/rest-schema'
import { partitionParams } from '@/lib/topics/schema'

// GET …/partitions/{id}/reassignment – where the partition is on its way to; 404 when it stays
export const GET = route({
  id: 'kafka/v3/reassignments.get',
  errors: 'kafka',
  permission: 'topics:read',
  params: partitionParams,
  response: reassignmentDto,
  handler: async ({ ctx, params }) => toReassignmentDto(params.clusterId, await getReassignment(ctx, params)),
})
