import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { listGroupRows } from '@/lib/consumer-groups/list-rows'
import { groupRowListDto } from '@/lib/consumer-groups/schema'

// GET /api/console/clusters/{id}/consumer-groups – groups with members and lag
export const GET = route({
  id: 'console/consumer-groups.list',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  isFiltered: true,
  params: clusterIdParams,
  response: groupRowListDto,
  handler: async ({ ctx, params }) => ({ data: await listGroupRows(ctx, params.clusterId) }),
})
