import { route } from '@/lib/http'
import { streamConnectorLog } from '@/lib/connectors/logs'
import { consoleConnectorParams } from '@/lib/connectors/console-schema'

// GET …/connectors/{name}/logs/live – server-sent events, one per new line
export const GET = route({
  id: 'console/connector-logs.stream',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  handler: ({ ctx, params, request }) => streamConnectorLog(ctx, params, request.signal),
})
