import { route } from '@/lib/http'
import { produceMessage } from '@/lib/messages/produce'
import {
  messageListDto,
  producedMessageDto,
  produceMessageInput,
  searchMessagesInput,
} from '@/lib/messages/schema'
import { searchMessages } from '@/lib/messages/search'
import { topicParams } from '@/lib/topics/schema'

// GET …/messages?from=&partition=&max= – look at messages
export const GET = route({
  id: 'console/messages.list',
  errors: 'kafka',
  permission: 'messages:read',
  params: topicParams,
  query: searchMessagesInput,
  response: messageListDto,
  rate: { perSecond: 20, burst: 60 },
  handler: ({ ctx, params, query }) => searchMessages(ctx, params, query),
})

// POST …/messages – produce one message
export const POST = route({
  id: 'console/messages.produce',
  errors: 'kafka',
  permission: 'messages:write',
  params: topicParams,
  body: produceMessageInput,
  bodyLimitBytes: 16 * 1024 * 1024,
  response: producedMessageDto,
  status: 201,
  handler: ({ ctx, params, body }) => produceMessage(ctx, params, body),
})
