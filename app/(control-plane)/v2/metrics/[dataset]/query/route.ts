import { route } from '@/lib/http'
import { requireDataset } from '@/lib/cloud-metrics/place'
import { queryMetrics } from '@/lib/cloud-metrics/query'
import { datasetParams, queryInput, queryResultDto, tokenQuery } from '@/lib/cloud-metrics/schema'

// POST /v2/metrics/{dataset}/query – values of a metric over time, of the clusters that the caller may see
export const POST = route({
  id: 'v2/metrics/metrics.query',
  permission: 'metrics:read',
  isFiltered: true,
  rate: { perSecond: 1, burst: 60 },
  params: datasetParams,
  query: tokenQuery,
  body: queryInput,
  response: queryResultDto,
  handler: ({ ctx, params, query, body }) => {
    requireDataset(params.dataset)
    return queryMetrics(ctx, body, query.page_token)
  },
})
