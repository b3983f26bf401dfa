'use client'

import { useQuery } from '@tanstack/react-query'
import { ChartCard } from '@/components/patterns/chart/chart-card'
import type { ChartPoint } from '@/components/patterns/chart/chart-types'
import { ErrorState } from '@/components/patterns/error-state'
import { TimeRangeMenu, useTimeRange } from '@/components/patterns/time-range'
import { useNow } from '@/components/patterns/time'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import type { Metric, MetricSeries } from '@/lib/metrics/schema'
import { connectorMetricsQuery } from '@/lib/queries/connectors'
import { metricWords, type ConnectorMetric } from './metric-words'

const pointsOf = (series: readonly MetricSeries[], metric: Metric): ChartPoint[] =>
  (series.find((one) => one.metric === metric)?.points ?? []).map(([t, value]) => ({
    t,
    values: { [metric]: value },
  }))

/** What was measured over time, live: what goes through it, and of a sink how far it is behind. */
export function ConnectorCharts(props: {
  clusterId: string
  name: string
  type: ConnectorDetailDto['type']
}) {
  const { clusterId, name, type } = props
  const range = useTimeRange('5m')
  const now = useNow()
  const { data, error, refetch } = useQuery(connectorMetricsQuery(clusterId, name, range.id))
  if (error && !data)
    return <ErrorState title="The metrics could not be read" error={error} onRetry={() => void refetch()} />
  const shown: readonly ConnectorMetric[] = type === 'sink' ? ['records', 'lag'] : ['records', 'bytes']
  return (
    <section aria-label="Throughput" className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-base font-medium">Throughput</h2>
        <TimeRangeMenu fallback="5m" />
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        {shown.map((metric) => {
          const { title, unit, color } = metricWords(metric, type)
          return (
            <ChartCard
              key={metric}
              title={title}
              unit={unit}
              syncId="connector"
              range={{ from: now - range.ms, to: now }}
              series={[
                {
                  id: metric,
                  label: metric === 'lag' ? 'Behind' : type === 'sink' ? 'Delivered' : 'Written',
                  color,
                },
              ]}
              points={data && pointsOf(data.series, metric)}
              emptyText="Nothing has been measured in this range yet."
            />
          )
        })}
      </div>
    </section>
  )
}
