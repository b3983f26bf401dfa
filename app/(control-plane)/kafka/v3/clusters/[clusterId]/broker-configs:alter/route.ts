import { route } from '@/lib/http'
import { alterBrokerConfigs } from '@/lib/broker-configs/alter'
import { clusterIdParams } from '@/lib/clusters/schema'
import { alterConfigsInput } from '@/lib/topics/schema'

// POST …/broker-configs:alter – change only the named settings
export const POST = route({
  id: 'kafka/v3/broker-configs.alter',
  errors: 'kafka',
  permission: 'broker-configs:update',
  params: clusterIdParams,
  body: alterConfigsInput,
  handler: ({ ctx, params: { clusterId }, body }) => alterBrokerConfigs(ctx, clusterId, body),
})
