import { route } from '@/lib/http'
import { listDefaultConfigs } from '@/lib/topics/configs'
import { toDefaultConfigListDto } from '@/lib/topics/config-rest-dto'
import { topicConfigListDto } from '@/lib/topics/rest-schema'
import { topicParams } from '@/lib/topics/schema'

// GET …/topics/{name}/default-configs – what a new topic of this name would have
export const GET = route({
  id: 'kafka/v3/topic-default-configs.list',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicParams,
  response: topicConfigListDto,
  handler: async ({ ctx, params }) =>
    toDefaultConfigListDto(params.clusterId, params.topicName, await listDefaultConfigs(ctx, params)),
})
