// Every 5 s: counters of each cluster and connector become samples; finished minutes and hours are rolled up.
import { db } from '@/lib/db'
import { errorMessage } from '@/lib/errors'
import { notify } from '@/lib/events'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { Log } from '@/lib/log'
import { keepPartitions } from '@/lib/metrics/partitions'
import { rollUp, writeSamples, type Sample } from '@/lib/metrics/write'
import type { Counters as ConnectorFigures } from '@/worker/connectors/connector-counters'
import { startLoop, type Loop } from '@/worker/loops/loop'
import { readCounters, type Counters } from '@/worker/metrics/cluster-counters'
import { connectorReadings } from '@/worker/metrics/connector-readings'
import { ratesBetween } from '@/worker/metrics/rates'

const everyMs = 5000
const upkeepEveryMs = 60_000

/** Totals since this worker began, by connector id. */
export type ConnectorCounters = () => Map<string, ConnectorFigures>

type Reading = { at: number; cumulative: Counters['cumulative'] }

export function startMetricsLoop(connectorCounters: ConnectorCounters, log: Log): Loop {
  const readings = new Map<string, Reading>()
  let lastUpkeep = 0

  const sample = async (cluster: KafkaCluster): Promise<Sample[]> => {
    const at = performance.now()
    const { cumulative, gauges } = await readCounters(cluster)
    const connectors = connectorReadings(connectorCounters(), cluster.id)
    for (const [resource, totals] of connectors.totals) cumulative.set(resource, totals)
    const before = readings.get(cluster.id)
    readings.set(cluster.id, { at, cumulative })
    const rates = before ? ratesBetween(before.cumulative, cumulative, (at - before.at) / 1000) : []
    const levels = Object.entries(gauges).map(([metric, value]) => ({ resource: 'cluster', metric, value }))
    return [...rates, ...levels, ...connectors.levels].map(
      (entry) => ({ ...entry, clusterId: cluster.id }) as Sample,
    )
  }

  const upkeep = async (): Promise<void> => {
    if (Date.now() - lastUpkeep < upkeepEveryMs) return
    await keepPartitions()
    await rollUp()
    lastUpkeep = Date.now()
  }

  const wait = waitForTick()
  return startLoop({
    name: 'metrics',
    everyMs: 0,
    log,
    run: async (signal) => {
      const tick = await wait(signal)
      if (signal.aborted) return
      await upkeep()
      const clusters = await db.kafkaCluster.findMany({
        where: { desired: 'PRESENT', phase: 'PROVISIONED', health: 'RUNNING' },
      })
      for (const id of readings.keys())
        if (!clusters.some((cluster) => cluster.id === id)) readings.delete(id)
      await Promise.all(
        clusters.map(async (cluster) => {
          try {
            await writeSamples(new Date(tick), await sample(cluster))
            const { organizationId, environmentId, id } = cluster
            await notify(db, { noun: 'metrics', organizationId, environmentId, clusterId: id })
          } catch (error) {
            log.debug({ clusterId: cluster.id, reason: errorMessage(error) }, 'no sample of this cluster')
          }
        }),
      )
    },
  })
}

/** Resolves at the next multiple of 5 s by the wall clock, so that samples of all series share their times. */
function waitForTick(): (signal: AbortSignal) => Promise<number> {
  return (signal) =>
    new Promise((resolve) => {
      const now = Date.now()
      const tick = Math.ceil((now + 1) / everyMs) * everyMs
      const timer = setTimeout(() => resolve(tick), tick - now)
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve(tick)), { once: true })
    })
}
