import { route } from '@/lib/http'
import { listConsumerLags } from '@/lib/consumer-groups/lags'
import { toLagListDto } from '@/lib/consumer-groups/lag-rest-dto'
import { consumerLagListDto, groupParams } from '@/lib/consumer-groups/schema'

// GET …/lags – lag of every partition that the group reads
export const GET = route({
  id: 'kafka/v3/consumer-lags.list',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: groupParams,
  response: consumerLagListDto,
  handler: async ({ ctx, params }) =>
    toLagListDto(params.clusterId, params.groupId, await listConsumerLags(ctx, params)),
})
