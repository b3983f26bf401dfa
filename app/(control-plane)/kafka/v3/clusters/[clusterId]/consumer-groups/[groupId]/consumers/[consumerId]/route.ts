import { route } from '@/lib/http'
import { getConsumer } from '@/lib/consumer-groups/get'
import { toConsumerDto } from '@/lib/consumer-groups/rest-dto'
import { consumerDto, consumerParams } from '@/lib/consumer-groups/schema'

// GET …/consumers/{id} – read a member of a group
export const GET = route({
  id: 'kafka/v3/consumers.get',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: consumerParams,
  response: consumerDto,
  handler: async ({ ctx, params }) =>
    toConsumerDto(params.clusterId, params.groupId, await getConsumer(ctx, params)),
})
