import { route } from '@/lib/http'
import { alterConfigs } from '@/lib/topics/configs'
import { alterConfigsInput, topicParams } from '@/lib/topics/schema'

// POST …/topics/{name}/configs:alter – change only the named settings
export const POST = route({
  id: 'kafka/v3/topic-configs.alter',
  errors: 'kafka',
  permission: 'topics:update',
  params: topicParams,
  body: alterConfigsInput,
  handler: ({ ctx, params, body }) => alterConfigs(ctx, params, body),
})
