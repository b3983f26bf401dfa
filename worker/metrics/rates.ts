import type { Metric } from '@/lib/metrics/schema'
import type { Counters } from '@/worker/metrics/cluster-counters'

export type Rate = { resource: string; metric: Metric; value: number }

type Cumulative = Counters['cumulative']

/** Per-second rates between two readings. A counter that went back (a broker restarted) counts from zero. Idle topics are left out. */
export function ratesBetween(before: Cumulative, now: Cumulative, elapsedSeconds: number): Rate[] {
  const rates: Rate[] = []
  const topics = [...now.keys()].filter(isTopic)
  for (const [resource, counters] of now) {
    // A topic seen for the first time started at zero after the last reading; a cluster seen for the first time has no rate yet.
    if (!before.has(resource) && resource === 'cluster') continue
    // The total shrinks when a topic is deleted, which is no restart: the topics that are left tell what was added.
    const parts = resource === 'cluster' && topics.length > 0 ? topics : [resource]
    for (const metric of Object.keys(counters) as Metric[]) {
      const grown = parts.reduce((sum, part) => sum + growthOf(before, now, part, metric), 0)
      if (grown > 0 || !isTopic(resource)) rates.push({ resource, metric, value: grown / elapsedSeconds })
    }
  }
  return rates
}

const isTopic = (resource: string): boolean => resource.startsWith('topic:')

function growthOf(before: Cumulative, now: Cumulative, resource: string, metric: Metric): number {
  const value = now.get(resource)?.[metric] ?? 0
  const last = before.get(resource)?.[metric] ?? 0
  return Math.max(0, value >= last ? value - last : value)
}
