import { route } from '@/lib/http'
import { getDeadLetter } from '@/lib/connectors/dead-letters/list'
import { deadLetterDto, deadLetterParams, deadLetterQuery } from '@/lib/connectors/dead-letters/schema'

// GET …/dead-letters/{partition}/{offset} – one dead letter with its stack trace
export const GET = route({
  id: 'console/dead-letters.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: deadLetterParams,
  query: deadLetterQuery,
  response: deadLetterDto,
  handler: ({ ctx, params, query }) => getDeadLetter(ctx, params, query.limit),
})
