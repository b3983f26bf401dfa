import type { Metric } from '@/lib/metrics/schema'
import type { Counters } from '@/worker/metrics/cluster-counters'

export type Rate = { resource: string; metric: Metric; value: number }

/** Per-second rates between two readings. A counter that went back (a broker restarted) counts from zero. Idle topics are left out. */
export function ratesBetween(
  before: Counters['cumulative'],
  now: Counters['cumulative'],
  elapsedSeconds: number,
): Rate[] {
  const rates: Rate[] = []
  for (const [resource, counters] of now) {
    const earlier = before.get(resource)
    // A topic seen for the first time started at zero after the last reading; a cluster seen for the first time has no rate yet.
    if (!earlier && resource === 'cluster') continue
    for (const [metric, value] of Object.entries(counters) as [Metric, number][]) {
      const last = earlier?.[metric] ?? 0
      const rate = Math.max(0, value >= last ? value - last : value) / elapsedSeconds
      if (rate > 0 || !resource.startsWith('topic:')) rates.push({ resource, metric, value: rate })
    }
  }
  return rates
}
