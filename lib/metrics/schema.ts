import { z } from 'zod'

export const metricRanges = {
  '5m': { seconds: 300, resolution: '5s' },
  '15m': { seconds: 900, resolution: '5s' },
  '1h': { seconds: 3600, resolution: '5s' },
  '6h': { seconds: 6 * 3600, resolution: '1m' },
  '24h': { seconds: 24 * 3600, resolution: '1m' },
  '7d': { seconds: 7 * 24 * 3600, resolution: '1h' },
  '30d': { seconds: 30 * 24 * 3600, resolution: '1h' },
} as const
export const metricRange = z.enum(['5m', '15m', '1h', '6h', '24h', '7d', '30d'])
export type MetricRange = z.infer<typeof metricRange>

/** Rates are per second. What a cluster does not measure (bytes out of an external one) has no samples. */
export const metricUnits = {
  bytes_in: 'bytes/s',
  bytes_out: 'bytes/s',
  messages_in: 'messages/s',
  records: 'messages/s',
  bytes: 'bytes/s',
  /** Of a connector that reads: what lies in its topics and is not in the target yet. */
  lag: 'count',
  bad_records: 'messages/s',
  put_ms: 'ms',
  size: 'bytes',
  topics: 'count',
  partitions: 'count',
  connections: 'count',
} as const
export const metricName = z.enum(Object.keys(metricUnits) as [Metric, ...Metric[]])
export type Metric = keyof typeof metricUnits

export const metricSeries = z.object({
  metric: metricName,
  unit: z.string(),
  /** [epoch milliseconds, value]; null where nothing was measured. */
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
})
export type MetricSeries = z.infer<typeof metricSeries>

export const topicRates = z.object({
  name: z.string(),
  bytesInPerSec: z.number(),
  bytesOutPerSec: z.number(),
  messagesInPerSec: z.number(),
  sizeBytes: z.number().optional(),
})
export type TopicRates = z.infer<typeof topicRates>

export const clusterMetricsDto = z.object({
  series: z.array(metricSeries),
  latest: z.partialRecord(metricName, z.number()),
  topics: z.array(topicRates),
})
export type ClusterMetricsDto = z.infer<typeof clusterMetricsDto>
