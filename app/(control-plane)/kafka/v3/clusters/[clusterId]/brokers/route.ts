import { route } from '@/lib/http'
import { toBrokerListDto } from '@/lib/brokers/dto'
import { listBrokers } from '@/lib/brokers/list'
import { brokerListDto } from '@/lib/brokers/schema'
import { clusterIdParams } from '@/lib/clusters/schema'

// GET …/brokers – the brokers that are there
export const GET = route({
  id: 'kafka/v3/brokers.list',
  errors: 'kafka',
  permission: 'clusters:read',
  params: clusterIdParams,
  response: brokerListDto,
  handler: async ({ ctx, params: { clusterId } }) =>
    toBrokerListDto(clusterId, await listBrokers(ctx, clusterId)),
})
