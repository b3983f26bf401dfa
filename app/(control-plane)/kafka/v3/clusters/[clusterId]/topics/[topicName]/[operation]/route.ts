import { z } from 'zod'
import { route } from '@/lib/http'
import { alterConfigs } from '@/lib/topics/configs'
import { alterConfigsInput, topicParams } from '@/lib/topics/schema'

// Clients that escape the colon send configs%3Aalter, which the router takes for another segment than configs:alter.
const operationParams = topicParams.extend({ operation: z.literal('configs:alter') })

// POST …/topics/{name}/configs%3Aalter – change only the named settings
export const POST = route({
  id: 'kafka/v3/topic-configs.alter-escaped',
  errors: 'kafka',
  permission: 'topics:update',
  params: operationParams,
  body: alterConfigsInput,
  handler: ({ ctx, params, body }) => alterConfigs(ctx, params, body),
})
