import { route } from '@/lib/http'
import { toBrokerConfigListDto } from '@/lib/broker-configs/dto'
import { listBrokerConfigs } from '@/lib/broker-configs/list'
import { brokerConfigListDto } from '@/lib/broker-configs/schema'
import { clusterIdParams } from '@/lib/clusters/schema'

// GET …/broker-configs – what is set for all brokers while they run
export const GET = route({
  id: 'kafka/v3/broker-configs.list',
  errors: 'kafka',
  permission: 'broker-configs:read',
  params: clusterIdParams,
  response: brokerConfigListDto,
  handler: async ({ ctx, params: { clusterId } }) =>
    toBrokerConfigListDto(clusterId, await listBrokerConfigs(ctx, clusterId)),
})
