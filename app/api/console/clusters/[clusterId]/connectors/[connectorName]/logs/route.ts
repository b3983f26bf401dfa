import { route } from '@/lib/http'
import { getConnectorLog } from '@/lib/connectors/logs'
import { connectorLogDto, connectorLogQuery, consoleConnectorParams } from '@/lib/connectors/console-schema'

// GET …/connectors/{name}/logs – the last lines that fit, oldest first
export const GET = route({
  id: 'console/connector-logs.list',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  query: connectorLogQuery,
  response: connectorLogDto,
  handler: ({ ctx, params, query }) => getConnectorLog(ctx, params, query),
})
