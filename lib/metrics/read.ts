import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { requireCluster } from '@/lib/clusters/get'
import {
  metricRanges,
  metricUnits,
  type ClusterMetricsDto,
  type Metric,
  type MetricRange,
  type MetricSeries,
  type TopicRates,
} from '@/lib/metrics/schema'

const stepMs = { '5s': 5000, '1m': 60_000, '1h': 3600_000 } as const
const maxPoints = 360

type Row = { metric: Metric; at: number; value: number }

/** Series of one resource over a range, at most 360 points each; a step without samples is null, so that gaps show as gaps. */
export async function readSeries(
  clusterId: string,
  resource: string,
  range: MetricRange,
): Promise<MetricSeries[]> {
  const { seconds, resolution } = metricRanges[range]
  const step = Math.max(
    stepMs[resolution],
    Math.ceil((seconds * 1000) / maxPoints / stepMs[resolution]) * stepMs[resolution],
  )
  const until = Math.floor(Date.now() / step) * step
  const from = until - seconds * 1000
  const rows = await readRows(resolution, clusterId, resource, step, new Date(from))
  const byMetric = Map.groupBy(rows, ({ metric }) => metric)
  return [...byMetric].map(([metric, points]) => {
    const values = new Map(points.map(({ at, value }) => [at, value]))
    const all: MetricSeries['points'] = []
    for (let at = from; at <= until; at += step) all.push([at, values.get(at) ?? null])
    // The newest step is still filling; without a sample yet it is not a gap.
    if (all.at(-1)?.[1] === null) all.pop()
    return { metric, unit: metricUnits[metric], points: all }
  })
}

function readRows(
  resolution: keyof typeof stepMs,
  clusterId: string,
  resource: string,
  step: number,
  from: Date,
): Promise<Row[]> {
  const query = (table: string): string => `
    SELECT metric, (floor(extract(epoch FROM time) * 1000 / $1) * $1)::float8 AS at, avg(value)::float8 AS value
    FROM ${table} WHERE cluster_id = $2 AND resource = $3 AND time >= $4
    GROUP BY 1, 2 ORDER BY 2`
  return db.$queryRawUnsafe<Row[]>(query(`metric_samples_${resolution}`), step, clusterId, resource, from)
}

const freshMs = 15_000

type Latest = { resource: string; metric: Metric; value: number }

async function readLatest(clusterId: string, prefix: string): Promise<Latest[]> {
  return db.$queryRaw<Latest[]>`
    SELECT DISTINCT ON (resource, metric) resource, metric, value
    FROM metric_samples_5s
    WHERE cluster_id = ${clusterId} AND time > ${new Date(Date.now() - freshMs)} AND starts_with(resource, ${prefix})
    ORDER BY resource, metric, time DESC`
}

/** Present rates by topic; a topic without traffic is not in it. */
export async function latestTopicRates(clusterId: string): Promise<Map<string, TopicRates>> {
  const rates = new Map<string, TopicRates>()
  for (const { resource, metric, value } of await readLatest(clusterId, 'topic:')) {
    const name = resource.slice('topic:'.length)
    const entry = rates.get(name) ?? { name, bytesInPerSec: 0, bytesOutPerSec: 0, messagesInPerSec: 0 }
    if (metric === 'bytes_in') entry.bytesInPerSec = value
    if (metric === 'bytes_out') entry.bytesOutPerSec = value
    if (metric === 'messages_in') entry.messagesInPerSec = value
    rates.set(name, entry)
  }
  return rates
}

export async function getClusterMetrics(
  ctx: Ctx,
  clusterId: string,
  range: MetricRange,
): Promise<ClusterMetricsDto> {
  await requireCluster(ctx, 'metrics:read', clusterId)
  const [series, latest, topics] = await Promise.all([
    readSeries(clusterId, 'cluster', range),
    readLatest(clusterId, 'cluster'),
    latestTopicRates(clusterId),
  ])
  return {
    series,
    latest: Object.fromEntries(latest.map(({ metric, value }) => [metric, value])),
    topics: [...topics.values()].sort((a, b) => b.bytesInPerSec - a.bytesInPerSec).slice(0, 10),
  }
}
