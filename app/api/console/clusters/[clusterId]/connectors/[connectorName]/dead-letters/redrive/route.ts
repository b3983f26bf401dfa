import { route } from '@/lib/http'
import { redriveDeadLetters } from '@/lib/connectors/dead-letters/redrive'
import { consoleConnectorParams } from '@/lib/connectors/console-schema'
import { redriveDtoList, redriveInput } from '@/lib/connectors/dead-letters/schema'

// POST …/dead-letters/redrive – send some again to where they came from
export const POST = route({
  id: 'console/dead-letters.redrive',
  errors: 'connect',
  permission: 'connectors:operate',
  params: consoleConnectorParams,
  body: redriveInput,
  response: redriveDtoList,
  bodyLimitBytes: 16 * 1024 * 1024,
  handler: ({ ctx, params, body }) => redriveDeadLetters(ctx, params, body),
})
