import { route } from '@/lib/http'
import { readMessagePart } from '@/lib/messages/get'
import { messagePartParams } from '@/lib/messages/schema'

// GET …/messages/{partition}/{offset}/{key|value} – the bytes as a file
export const GET = route({
  id: 'console/message-parts.get',
  errors: 'kafka',
  permission: 'messages:read',
  params: messagePartParams,
  handler: ({ ctx, params }) => readMessagePart(ctx, params),
})
