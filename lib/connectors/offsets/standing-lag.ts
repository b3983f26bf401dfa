// How far sinks are behind that nothing measures, because none of their tasks runs: read from the offsets of their groups.
import { clusterConnection } from '@/lib/clusters/connection'
import type { ConnectorRow } from '@/lib/connectors/get'
import { sinkPositions } from '@/lib/connectors/offsets/table'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { KafkaConnection } from '@/lib/kafka'
import type { ConnectorFigures } from '@/lib/metrics/connectors'

const KEPT_MS = 5_000
/** A list does not wait for a Kafka that is away. */
const PATIENCE_MS = 1_500

const kept = new Map<string, { until: number; lag: Promise<number | null> }>()

/** The figures with the lag of those connectors: what was measured last, while they ran, does not hold any more. */
export async function withStandingLags(
  cluster: KafkaCluster,
  rows: readonly ConnectorRow[],
  figures: ReadonlyMap<string, ConnectorFigures>,
): Promise<Map<string, ConnectorFigures>> {
  const standing = rows.filter(
    ({ kind, tasks }) => kind === 'sink' && tasks.every(({ state }) => state !== 'RUNNING'),
  )
  const all = new Map(figures)
  if (standing.length === 0) return all
  const connection = await clusterConnection(cluster).catch(() => null)
  await Promise.all(
    standing.map(async (row) => {
      const { lag: _, maxLag: _most, ...rest } = all.get(row.id) ?? {}
      const lag = connection && (await lagSoon(connection, row))
      all.set(row.id, lag === null ? rest : { ...rest, lag, maxLag: lag })
    }),
  )
  return all
}

function lagSoon(connection: KafkaConnection, row: ConnectorRow): Promise<number | null> {
  const known = kept.get(row.id)
  if (known && performance.now() < known.until) return known.lag
  for (const [id, { until }] of kept) if (until < performance.now()) kept.delete(id)
  const read = sinkPositions(connection, row).then(
    (positions) => positions.reduce((sum, { lag }) => sum + lag, 0),
    () => null,
  )
  const patience = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref())
  const lag = Promise.race([read, patience])
  kept.set(row.id, { until: performance.now() + KEPT_MS, lag })
  return lag
}
