import { route } from '@/lib/http'
import { getOffsetTable } from '@/lib/connectors/offsets/table'
import { consoleConnectorParams, offsetTableDto } from '@/lib/connectors/console-schema'

// GET …/connectors/{name}/offsets – how far it is, with the ends of the partitions that a sink reads
export const GET = route({
  id: 'console/connector-offsets.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  response: offsetTableDto,
  handler: ({ ctx, params }) => getOffsetTable(ctx, params),
})
