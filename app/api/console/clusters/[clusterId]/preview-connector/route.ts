import { clusterIdParams } from '@/lib/clusters/schema'
import { connectorPreviewDto, previewConnectorInput } from '@/lib/connectors/validation/check-schema'
import { previewConnectorRecords } from '@/lib/connectors/preview-records'
import { route } from '@/lib/http'

// POST /api/console/clusters/{id}/preview-connector – what it would write of real records; nothing is written
export const POST = route({
  id: 'console/connectors.preview',
  errors: 'connect',
  permission: 'connectors:create',
  params: clusterIdParams,
  body: previewConnectorInput,
  response: connectorPreviewDto,
  handler: ({ ctx, params, body }) => previewConnectorRecords(ctx, params.clusterId, body),
})
