import { route } from '@/lib/http'
import { listOffsetRequests } from '@/lib/connectors/offsets/table'
import { consoleConnectorParams, offsetRequestListDto } from '@/lib/connectors/console-schema'

// GET …/connectors/{name}/offset-requests – changes of its offsets, newest first
export const GET = route({
  id: 'console/connector-offset-requests.list',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  response: offsetRequestListDto,
  handler: async ({ ctx, params }) => ({ data: await listOffsetRequests(ctx, params) }),
})
