import { route } from '@/lib/http'
import { tailMessagesInput } from '@/lib/messages/schema'
import { tailMessages } from '@/lib/messages/tail'
import { topicParams } from '@/lib/topics/schema'

// GET …/messages/live – server-sent events: new messages as they come
export const GET = route({
  id: 'console/messages.tail',
  errors: 'kafka',
  permission: 'messages:read',
  params: topicParams,
  query: tailMessagesInput,
  handler: ({ ctx, params, query, request }) => tailMessages(ctx, params, query, request.signal),
})
