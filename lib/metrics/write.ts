// Samples go in by one statement per turn; minute and hour rows are rolled up from the finer ones.
import { db } from '@/lib/db'
import type { Metric } from '@/lib/metrics/schema'

/** `resource`: `cluster`, `topic:NAME` or `connector:lcc-…`. */
export type Sample = { clusterId: string; resource: string; metric: Metric; value: number }

export async function writeSamples(time: Date, samples: Sample[]): Promise<void> {
  if (samples.length === 0) return
  await db.$executeRaw`
    INSERT INTO metric_samples_5s (cluster_id, resource, metric, time, value)
    SELECT c, r, m, ${time}, v
    FROM unnest(${samples.map((s) => s.clusterId)}::text[], ${samples.map((s) => s.resource)}::text[],
                ${samples.map((s) => s.metric)}::text[], ${samples.map((s) => s.value)}::float8[]) AS t(c, r, m, v)
    ON CONFLICT DO NOTHING`
}

/** Rolls up every finished minute and hour that is not there yet. Idle topics have no samples, so their sum counts as a whole minute's. */
export async function rollUp(): Promise<void> {
  await db.$executeRaw`
    INSERT INTO metric_samples_1m (cluster_id, resource, metric, time, value)
    SELECT cluster_id, resource, metric, date_trunc('minute', time) AS minute,
           CASE WHEN resource LIKE 'topic:%' THEN sum(value) / 12 ELSE avg(value) END
    FROM metric_samples_5s
    WHERE time >= GREATEST((SELECT COALESCE(max(time) + interval '1 minute', 'epoch') FROM metric_samples_1m), now() - interval '1 hour')
      AND time < date_trunc('minute', now())
    GROUP BY 1, 2, 3, 4
    ON CONFLICT DO NOTHING`
  await db.$executeRaw`
    INSERT INTO metric_samples_1h (cluster_id, resource, metric, time, value)
    SELECT cluster_id, resource, metric, date_trunc('hour', time) AS hour,
           CASE WHEN resource LIKE 'topic:%' THEN sum(value) / 60 ELSE avg(value) END
    FROM metric_samples_1m
    WHERE time >= GREATEST((SELECT COALESCE(max(time) + interval '1 hour', 'epoch') FROM metric_samples_1h), now() - interval '24 hours')
      AND time < date_trunc('hour', now())
    GROUP BY 1, 2, 3, 4
    ON CONFLICT DO NOTHING`
}
