import { route } from '@/lib/http'
import { listConfigs } from '@/lib/topics/configs'
import { toConfigListDto } from '@/lib/topics/config-rest-dto'
import { topicConfigListDto } from '@/lib/topics/rest-schema'
import { topicParams } from '@/lib/topics/schema'

// GET …/topics/{name}/configs – list the configuration with defaults
export const GET = route({
  id: 'kafka/v3/topic-configs.list',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicParams,
  response: topicConfigListDto,
  handler: async ({ ctx, params }) =>
    toConfigListDto(params.clusterId, params.topicName, await listConfigs(ctx, params)),
})
