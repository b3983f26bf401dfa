import { route } from '@/lib/http'
import { getGroupDetail } from '@/lib/consumer-groups/list-rows'
import { groupDetailDto, groupParams } from '@/lib/consumer-groups/schema'

// GET …/consumer-groups/{id} – a group with its members and the lag per partition
export const GET = route({
  id: 'console/consumer-groups.get',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: groupParams,
  response: groupDetailDto,
  handler: ({ ctx, params }) => getGroupDetail(ctx, params),
})
