import { route } from '@/lib/http'
import { inferTopicSchema } from '@/lib/subjects/infer'
import { inferInput, inferredDto } from '@/lib/subjects/infer-schema'
import { topicParams } from '@/lib/topics/schema'

// POST …/messages/infer-schema – a schema that takes the topic's newest JSON messages
export const POST = route({
  id: 'console/messages.infer-schema',
  errors: 'kafka',
  permission: 'messages:read',
  params: topicParams,
  body: inferInput,
  response: inferredDto,
  rate: { perSecond: 2, burst: 10 },
  handler: ({ ctx, params, body }) => inferTopicSchema(ctx, params, body),
})
