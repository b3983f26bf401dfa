// What a connector does right now, from its samples of the last hour.
import { db } from '@/lib/db'

export type ConnectorFigures = {
  /** Per second; missing while nothing is measured. */
  records?: number
  bytes?: number
  /** Messages behind now, and the most within the last minute. */
  lag?: number
  maxLag?: number
  /** Within the last hour. */
  badRecords?: number
}

const freshMs = 15_000
const stepSeconds = 5
const names = { records: 'records', bytes: 'bytes', lag: 'lag' } as const

type Row = { resource: string; metric: string; latest: number | null; most: number | null; sum: number }

/** By connector id. Rates are of the last seconds, or missing. */
export async function connectorFigures(
  clusterId: string,
  connectorId = '',
): Promise<Map<string, ConnectorFigures>> {
  const now = Date.now()
  const fresh = new Date(now - freshMs)
  const rows = await db.$queryRaw<Row[]>`
    SELECT resource, metric,
           (array_agg(value ORDER BY time DESC) FILTER (WHERE time > ${fresh}))[1] AS latest,
           max(value) FILTER (WHERE time > ${new Date(now - 60_000)}) AS most,
           sum(value)::float8 AS sum
    FROM metric_samples_5s
    WHERE cluster_id = ${clusterId} AND starts_with(resource, ${`connector:${connectorId}`})
      AND (time > ${new Date(now - 60_000)} OR (metric = 'bad_records' AND time > ${new Date(now - 3_600_000)}))
    GROUP BY resource, metric`
  const figures = new Map<string, ConnectorFigures>()
  for (const { resource, metric, latest, most, sum } of rows) {
    const id = resource.slice('connector:'.length)
    const entry = figures.get(id) ?? {}
    if (metric === 'bad_records') entry.badRecords = Math.round(sum * stepSeconds)
    else if (metric in names && latest !== null) entry[names[metric as keyof typeof names]] = latest
    if (metric === 'lag' && most !== null) entry.maxLag = most
    figures.set(id, entry)
  }
  return figures
}
