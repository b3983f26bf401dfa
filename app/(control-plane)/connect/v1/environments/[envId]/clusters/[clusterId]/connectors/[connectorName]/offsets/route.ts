import { route } from '@/lib/http'
import { getConnectorOffsets } from '@/lib/connectors/offsets/read'
import { connectorOffsetsDto, connectorParams } from '@/lib/connectors/schema'

// GET …/connectors/{name}/offsets – how far the connector is
export const GET = route({
  id: 'connect/v1/connector-offsets.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: connectorOffsetsDto,
  handler: ({ ctx, params }) => getConnectorOffsets(ctx, params),
})
