import { route } from '@/lib/http'
import { refuseOffsetChange } from '@/lib/connectors/offsets'
import { connectorParams } from '@/lib/connectors/schema'

// GET …/connectors/{name}/offsets/request/status – 501
export const GET = route({
  id: 'connect/v1/connector-offset-requests.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  handler: ({ ctx, params }) => refuseOffsetChange(ctx, 'connectors:read', params),
})
