import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { clusterMetricsDto, type MetricRange } from '@/lib/metrics/schema'
import { api } from '@/lib/queries/api'

export const metricKeys = {
  all: ['metrics'] as const,
  cluster: (clusterId: string, range: MetricRange) =>
    [...metricKeys.all, clusterId, 'cluster', range] as const,
}

/** Live events come with each sample, but a chart of the last 30 days need not be read again every five seconds. */
const minRefreshMs: Record<MetricRange, number> = {
  '5m': 0,
  '15m': 0,
  '1h': 0,
  '6h': 30_000,
  '24h': 60_000,
  '7d': 300_000,
  '30d': 300_000,
}

export const clusterMetricsQuery = (clusterId: string, range: MetricRange) =>
  queryOptions({
    queryKey: metricKeys.cluster(clusterId, range),
    queryFn: ({ signal }) =>
      api.get(`/api/console/clusters/${clusterId}/metrics`, {
        schema: clusterMetricsDto,
        query: { range },
        signal,
      }),
    placeholderData: keepPreviousData,
    meta: { minRefreshMs: minRefreshMs[range] },
  })
