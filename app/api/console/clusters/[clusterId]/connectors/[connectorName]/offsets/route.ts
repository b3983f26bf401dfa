import { route } from '@/lib/http'
import { getOffsetTable } from '@/lib/connectors/offsets/table'
import { consoleConnectorParams, offsetTableDto, offsetTableInput } from '@/lib/connectors/console-schema'

// GET …/connectors/{name}/offsets – how far it is, with the ends of the partitions that a sink reads, and where they were at a time
export const GET = route({
  id: 'console/connector-offsets.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: consoleConnectorParams,
  query: offsetTableInput,
  response: offsetTableDto,
  handler: ({ ctx, params, query }) => getOffsetTable(ctx, params, query.at),
})
