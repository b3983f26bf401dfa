import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { listConsumerGroups } from '@/lib/consumer-groups/list'
import { toGroupListDto } from '@/lib/consumer-groups/rest-dto'
import { consumerGroupListDto } from '@/lib/consumer-groups/schema'

// GET …/consumer-groups – list consumer groups
export const GET = route({
  id: 'kafka/v3/consumer-groups.list',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  isFiltered: true,
  params: clusterIdParams,
  response: consumerGroupListDto,
  handler: async ({ ctx, params: { clusterId } }) =>
    toGroupListDto(clusterId, await listConsumerGroups(ctx, clusterId)),
})
