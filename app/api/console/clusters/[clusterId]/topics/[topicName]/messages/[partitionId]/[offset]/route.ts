import { route } from '@/lib/http'
import { getMessage } from '@/lib/messages/get'
import { messageDto, messageParams, messageQuery } from '@/lib/messages/schema'

// GET …/messages/{partition}/{offset}?limit= – one message, payloads cut at the limit
export const GET = route({
  id: 'console/messages.get',
  errors: 'kafka',
  permission: 'messages:read',
  params: messageParams,
  query: messageQuery,
  response: messageDto,
  handler: ({ ctx, params, query }) => getMessage(ctx, params, query.limit),
})
