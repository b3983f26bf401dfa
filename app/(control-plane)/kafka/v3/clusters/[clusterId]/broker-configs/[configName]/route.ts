import { route } from '@/lib/http'
import { alterBrokerConfigs } from '@/lib/broker-configs/alter'
import { toBrokerConfigDto } from '@/lib/broker-configs/dto'
import { getBrokerConfig } from '@/lib/broker-configs/list'
import { brokerConfigDto, brokerConfigParams, updateBrokerConfigInput } from '@/lib/broker-configs/schema'

// GET …/broker-configs/{name} – read one setting
export const GET = route({
  id: 'kafka/v3/broker-configs.get',
  errors: 'kafka',
  permission: 'broker-configs:read',
  params: brokerConfigParams,
  response: brokerConfigDto,
  handler: async ({ ctx, params: { clusterId, configName } }) =>
    toBrokerConfigDto(clusterId, await getBrokerConfig(ctx, clusterId, configName)),
})

// PUT …/broker-configs/{name} – set one setting
export const PUT = route({
  id: 'kafka/v3/broker-configs.update',
  errors: 'kafka',
  permission: 'broker-configs:update',
  params: brokerConfigParams,
  body: updateBrokerConfigInput,
  handler: ({ ctx, params: { clusterId, configName }, body }) =>
    alterBrokerConfigs(ctx, clusterId, { data: [{ name: configName, value: body.value }] }),
})

// DELETE …/broker-configs/{name} – back to what brokers have by themselves
export const DELETE = route({
  id: 'kafka/v3/broker-configs.delete',
  errors: 'kafka',
  permission: 'broker-configs:update',
  params: brokerConfigParams,
  handler: ({ ctx, params: { clusterId, configName } }) =>
    alterBrokerConfigs(ctx, clusterId, { data: [{ name: configName, operation: 'DELETE' }] }),
})
