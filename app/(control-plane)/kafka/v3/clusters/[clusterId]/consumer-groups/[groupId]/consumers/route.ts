import { route } from '@/lib/http'
import { getConsumerGroup } from '@/lib/consumer-groups/get'
import { toConsumerListDto } from '@/lib/consumer-groups/rest-dto'
import { consumerListDto, groupParams } from '@/lib/consumer-groups/schema'

// GET …/consumers – list the members of a group
export const GET = route({
  id: 'kafka/v3/consumers.list',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: groupParams,
  response: consumerListDto,
  handler: async ({ ctx, params }) =>
    toConsumerListDto(params.clusterId, await getConsumerGroup(ctx, params)),
})
