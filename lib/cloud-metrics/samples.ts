// Sums and levels out of the samples: hours where they are old, minutes of the last day, and what is not rolled up yet of the
// last minutes. Rates become counts here.
import { db } from '@/lib/db'
import type { CloudMetric } from '@/lib/cloud-metrics/catalog'
import type { Interval } from '@/lib/cloud-metrics/interval'

export type Series = { clusterId: string; topic: string | null }
export type Bucket = Series & { at: number; value: number }

/** Everything of one metric in the interval, as one table `t(cluster_id, resource, time, total, level)`. $1–$5 are its parameters. */
const samples = `
  WITH marks AS (
    SELECT date_trunc('hour', now() - interval '22 hours') AS minutes_from,
           COALESCE((SELECT max(time) + interval '1 minute' FROM metric_samples_1m), now() - interval '1 hour') AS seconds_from
  ), t AS (
    SELECT cluster_id, resource, time, value * 3600 AS total, value AS level
    FROM metric_samples_1h, marks
    WHERE metric = $1 AND cluster_id = ANY($2) AND starts_with(resource, $3)
      AND time >= $4 AND time < $5 AND time < minutes_from
    UNION ALL
    SELECT cluster_id, resource, time, value * 60, value
    FROM metric_samples_1m, marks
    WHERE metric = $1 AND cluster_id = ANY($2) AND starts_with(resource, $3)
      AND time >= $4 AND time < $5 AND time >= minutes_from
    UNION ALL
    SELECT cluster_id, resource, time, value * 5, value
    FROM metric_samples_5s, marks
    WHERE metric = $1 AND cluster_id = ANY($2) AND starts_with(resource, $3)
      AND time >= $4 AND time < $5 AND time >= seconds_from
  )`

const topicPrefix = 'topic:'

const parametersOf = (
  metric: CloudMetric,
  byTopic: boolean,
  clusterIds: string[],
  { from, until }: Interval,
) => [metric.source, clusterIds, byTopic ? topicPrefix : 'cluster', new Date(from), new Date(until)] as const

const toSeries = ({ cluster_id: clusterId, resource }: { cluster_id: string; resource: string }): Series => ({
  clusterId,
  topic: resource.startsWith(topicPrefix) ? resource.slice(topicPrefix.length) : null,
})

/** The series that have anything in the interval. */
export async function listSeries(
  metric: CloudMetric,
  byTopic: boolean,
  clusterIds: string[],
  interval: Interval,
): Promise<Series[]> {
  const rows = await db.$queryRawUnsafe<{ cluster_id: string; resource: string }[]>(
    `${samples} SELECT DISTINCT cluster_id, resource FROM t`,
    ...parametersOf(metric, byTopic, clusterIds, interval),
  )
  return rows.map(toSeries)
}

/** One value per series and bucket, buckets from the epoch on; `stepMs` Infinity makes one of the whole interval. */
export async function readBuckets(
  metric: CloudMetric,
  byTopic: boolean,
  series: readonly Series[],
  interval: Interval,
  stepMs: number,
): Promise<Bucket[]> {
  if (series.length === 0) return []
  const value = metric.kind === 'counter' ? 'sum(total)' : 'avg(level)'
  const at =
    stepMs === Infinity ? '($8::float8)' : 'floor(extract(epoch FROM time) * 1000 / $8::float8) * $8::float8'
  const rows = await db.$queryRawUnsafe<
    { cluster_id: string; resource: string; at: number; value: number }[]
  >(
    `${samples}
     SELECT cluster_id, resource, (${at})::float8 AS at, (${value})::float8 AS value
     FROM t JOIN unnest($6::text[], $7::text[]) AS wanted(c, r) ON cluster_id = c AND resource = r
     GROUP BY 1, 2, 3`,
    ...parametersOf(metric, byTopic, [...new Set(series.map(({ clusterId }) => clusterId))], interval),
    series.map(({ clusterId }) => clusterId),
    series.map(({ topic }) => (topic === null ? 'cluster' : `${topicPrefix}${topic}`)),
    stepMs === Infinity ? interval.from : stepMs,
  )
  return rows.map((row) => ({ ...toSeries(row), at: row.at, value: row.value }))
}
