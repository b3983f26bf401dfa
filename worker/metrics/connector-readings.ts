// What connectors and their tasks have done, as the metrics name it: whole ones as `connector:ID`, tasks as `connector-task:ID:N`.
import type { Metric } from '@/lib/metrics/schema'
import type { Counters, Figures } from '@/worker/connectors/connector-counters'

type Totals = Partial<Record<Metric, number>>
type Level = { resource: string; metric: Metric; value: number }

export function connectorReadings(
  counters: ReadonlyMap<string, Counters>,
  clusterId: string,
): { totals: Map<string, Totals>; levels: Level[] } {
  const all = [...counters]
    .filter(([, counter]) => counter.clusterId === clusterId)
    .flatMap(([id, counter]): [string, Figures][] => [
      [`connector:${id}`, counter],
      ...[...counter.tasks].map(([task, figures]): [string, Figures] => [
        `connector-task:${id}:${task}`,
        figures,
      ]),
    ])
  return {
    totals: new Map(all.map(([resource, figures]) => [resource, totalsOf(figures)])),
    levels: all.flatMap(([resource, figures]) => levelsOf(resource, figures)),
  }
}

const totalsOf = ({ records, bytes, bad }: Figures): Totals => ({
  records,
  bytes,
  ...(bad === 0 ? {} : { bad_records: bad }),
})

function levelsOf(resource: string, { lag, putMs }: Figures): Level[] {
  return [
    ...(lag === null ? [] : [{ resource, metric: 'lag' as const, value: lag }]),
    ...(putMs === null ? [] : [{ resource, metric: 'put_ms' as const, value: putMs }]),
  ]
}
