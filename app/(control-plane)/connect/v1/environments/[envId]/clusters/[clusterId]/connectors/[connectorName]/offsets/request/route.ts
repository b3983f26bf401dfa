import { route } from '@/lib/http'
import { refuseOffsetChange } from '@/lib/connectors/offsets'
import { connectorParams } from '@/lib/connectors/schema'

// POST …/connectors/{name}/offsets/request – 501
export const POST = route({
  id: 'connect/v1/connector-offsets.alter',
  errors: 'connect',
  permission: 'connectors:update',
  params: connectorParams,
  handler: ({ ctx, params }) => refuseOffsetChange(ctx, 'connectors:update', params),
})
