import { z } from 'zod'
import { clusterIdParams } from '@/lib/clusters/schema'
import { route } from '@/lib/http'
import { getClusterMetrics } from '@/lib/metrics/read'
import { clusterMetricsDto, metricRange } from '@/lib/metrics/schema'

// GET /api/console/clusters/{id}/metrics?range= – throughput, storage and counts of a cluster
export const GET = route({
  id: 'console/clusters.metrics',
  permission: 'metrics:read',
  params: clusterIdParams,
  query: z.object({ range: metricRange.default('1h') }),
  response: clusterMetricsDto,
  handler: ({ ctx, params, query }) => getClusterMetrics(ctx, params.clusterId, query.range),
})
