import { route } from '@/lib/http'
import { listAttributes } from '@/lib/cloud-metrics/attributes'
import { requireDataset } from '@/lib/cloud-metrics/place'
import { attributeListDto, attributesInput, datasetParams, tokenQuery } from '@/lib/cloud-metrics/schema'

// POST /v2/metrics/{dataset}/attributes – the values that a label has
export const POST = route({
  id: 'v2/metrics/attributes.list',
  permission: 'metrics:read',
  isFiltered: true,
  rate: { perSecond: 1, burst: 60 },
  params: datasetParams,
  query: tokenQuery,
  body: attributesInput,
  response: attributeListDto,
  handler: ({ ctx, params, query, body }) => {
    requireDataset(params.dataset)
    return listAttributes(ctx, body, query.page_token)
  },
})
