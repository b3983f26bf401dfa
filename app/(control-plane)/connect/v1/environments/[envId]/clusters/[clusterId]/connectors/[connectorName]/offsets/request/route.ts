import { route } from '@/lib/http'
import { requestOffsetChange, toOffsetRequestDto } from '@/lib/connectors/offsets/request-change'
import { alterOffsetsInput, connectorOffsetRequestDto, connectorParams } from '@/lib/connectors/schema'

// POST …/connectors/{name}/offsets/request – change or forget offsets; 202, the status follows
export const POST = route({
  id: 'connect/v1/connector-offsets.alter',
  errors: 'connect',
  permission: 'connectors:update',
  params: connectorParams,
  body: alterOffsetsInput,
  response: connectorOffsetRequestDto,
  status: 202,
  handler: async ({ ctx, params, body }) => {
    const row = await requestOffsetChange(ctx, params, body)
    return toOffsetRequestDto({ id: row.connectorId, name: params.connectorName }, row)
  },
})
