import { route } from '@/lib/http'
import { getConsumerGroup } from '@/lib/consumer-groups/get'
import { toGroupDto } from '@/lib/consumer-groups/rest-dto'
import { consumerGroupDto, groupParams } from '@/lib/consumer-groups/schema'

// GET …/consumer-groups/{id} – read a consumer group
export const GET = route({
  id: 'kafka/v3/consumer-groups.get',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: groupParams,
  response: consumerGroupDto,
  handler: async ({ ctx, params }) => toGroupDto(params.clusterId, await getConsumerGroup(ctx, params)),
})
