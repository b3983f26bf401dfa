import { route } from '@/lib/http'
import { listDeadLetters } from '@/lib/connectors/dead-letters/list'
import { consoleConnectorParams } from '@/lib/connectors/console-schema'
import { deadLetterListDto, listDeadLettersInput } from '@/lib/connectors/dead-letters/schema'

// GET …/connectors/{name}/dead-letters – what the connector could not deliver, with why
export const GET = route({
  id: 'console/dead-letters.list',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  query: listDeadLettersInput,
  response: deadLetterListDto,
  rate: { perSecond: 10, burst: 30 },
  handler: ({ ctx, params, query }) => listDeadLetters(ctx, params, query),
})
