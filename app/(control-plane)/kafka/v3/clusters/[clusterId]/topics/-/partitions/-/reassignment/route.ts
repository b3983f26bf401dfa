import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { listAllReassignments } from '@/lib/topics/reassignments'
import { toReassignmentListDto } from '@/lib/topics/rest-dto'
import { reassignmentListDto } from '@/lib/topics/rest-schema'

// GET …/topics/-/partitions/-/reassignment – partitions of all topics that are on their way
export const GET = route({
  id: 'kafka/v3/reassignments.list-all',
  errors: 'kafka',
  permission: 'topics:read',
  isFiltered: true,
  params: clusterIdParams,
  response: reassignmentListDto,
  handler: async ({ ctx, params: { clusterId } }) => {
    const path = ['-', 'partitions', '-', 'reassignment']
    return toReassignmentListDto(clusterId, path, await listAllReassignments(ctx, clusterId))
  },
})
