import { route } from '@/lib/http'
import { exportMetrics } from '@/lib/cloud-metrics/export'
import { requireDataset } from '@/lib/cloud-metrics/place'
import { datasetParams, exportQuery } from '@/lib/cloud-metrics/schema'

// GET /v2/metrics/{dataset}/export – the newest minute of everything, for Prometheus
export const GET = route({
  id: 'v2/metrics/metrics.export',
  permission: 'metrics:read',
  isFiltered: true,
  rate: { perSecond: 1, burst: 60 },
  params: datasetParams,
  query: exportQuery,
  status: 200,
  handler: ({ ctx, params, query, request }) => {
    requireDataset(params.dataset)
    return exportMetrics(ctx, query, request.headers.get('accept') ?? '')
  },
})
