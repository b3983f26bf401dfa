import { route } from '@/lib/http'
import { redriveAllDeadLetters } from '@/lib/connectors/dead-letters/redrive-all'
import { consoleConnectorParams } from '@/lib/connectors/console-schema'
import { redriveAllDto, redriveAllInput } from '@/lib/connectors/dead-letters/schema'

// POST …/dead-letters/redrive-all – send the next few hundred that fit again; asked until it has no cursor
export const POST = route({
  id: 'console/dead-letters.redrive-all',
  errors: 'connect',
  permission: 'connectors:operate',
  params: consoleConnectorParams,
  body: redriveAllInput,
  response: redriveAllDto,
  handler: ({ ctx, params, body }) => redriveAllDeadLetters(ctx, params, body),
})
