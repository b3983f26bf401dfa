import { route } from '@/lib/http'
import { toBrokerDto } from '@/lib/brokers/dto'
import { getBroker } from '@/lib/brokers/list'
import { brokerDto, brokerParams } from '@/lib/brokers/schema'

// GET …/brokers/{id} – read a broker
export const GET = route({
  id: 'kafka/v3/brokers.get',
  errors: 'kafka',
  permission: 'clusters:read',
  params: brokerParams,
  response: brokerDto,
  handler: async ({ ctx, params: { clusterId, brokerId } }) =>
    toBrokerDto(clusterId, await getBroker(ctx, clusterId, brokerId)),
})
