import { route } from '@/lib/http'
import { alterConfigs, getConfig } from '@/lib/topics/configs'
import { toConfigDto } from '@/lib/topics/config-rest-dto'
import { topicConfigDto } from '@/lib/topics/rest-schema'
import { topicConfigParams, updateConfigInput } from '@/lib/topics/schema'

// GET …/configs/{name} – read one setting
export const GET = route({
  id: 'kafka/v3/topic-configs.get',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicConfigParams,
  response: topicConfigDto,
  handler: async ({ ctx, params }) =>
    toConfigDto(params.clusterId, params.topicName, await getConfig(ctx, params)),
})

// PUT …/configs/{name} – set one setting
export const PUT = route({
  id: 'kafka/v3/topic-configs.update',
  errors: 'kafka',
  permission: 'topics:update',
  params: topicConfigParams,
  body: updateConfigInput,
  handler: ({ ctx, params, body }) =>
    alterConfigs(ctx, params, { data: [{ name: params.configName, value: body.value }] }),
})

// DELETE …/configs/{name} – back to the default
export const DELETE = route({
  id: 'kafka/v3/topic-configs.delete',
  errors: 'kafka',
  permission: 'topics:update',
  params: topicConfigParams,
  handler: ({ ctx, params }) =>
    alterConfigs(ctx, params, { data: [{ name: params.configName, operation: 'DELETE' }] }),
})
