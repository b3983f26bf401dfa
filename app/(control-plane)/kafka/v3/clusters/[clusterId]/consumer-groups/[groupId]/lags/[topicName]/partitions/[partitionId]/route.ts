import { route } from '@/lib/http'
import { getConsumerLag } from '@/lib/consumer-groups/lags'
import { toLagDto } from '@/lib/consumer-groups/lag-rest-dto'
import { consumerLagDto, consumerLagParams } from '@/lib/consumer-groups/schema'

// GET …/lags/{topic}/partitions/{id} – lag of one partition
export const GET = route({
  id: 'kafka/v3/consumer-lags.get',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: consumerLagParams,
  response: consumerLagDto,
  handler: async ({ ctx, params }) =>
    toLagDto(params.clusterId, params.groupId, await getConsumerLag(ctx, params)),
})
