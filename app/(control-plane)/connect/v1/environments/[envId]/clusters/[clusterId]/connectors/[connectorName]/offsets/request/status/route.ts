import { route } from '@/lib/http'
import { getOffsetRequestStatus } from '@/lib/connectors/offsets/request-change'
import { connectorOffsetRequestStatusDto, connectorParams } from '@/lib/connectors/schema'

// GET …/connectors/{name}/offsets/request/status – the last change of offsets: what was asked for, how it went, what was before
export const GET = route({
  id: 'connect/v1/connector-offset-requests.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: connectorOffsetRequestStatusDto,
  handler: ({ ctx, params }) => getOffsetRequestStatus(ctx, params),
})
