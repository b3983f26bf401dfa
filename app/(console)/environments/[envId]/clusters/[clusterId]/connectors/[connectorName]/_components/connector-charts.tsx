'use client'

import { useQuery } from '@tanstack/react-query'
import { ChartCard } from '@/components/patterns/chart/chart-card'
import { seriesColors, type ChartPoint } from '@/components/patterns/chart/chart-types'
import { ErrorState } from '@/components/patterns/error-state'
import { TimeRangeMenu, useTimeRange } from '@/components/patterns/time-range'
import { useNow } from '@/components/patterns/time'
import type { Metric, MetricSeries } from '@/lib/metrics/schema'
import { connectorMetricsQuery } from '@/lib/queries/connectors'

const pointsOf = (series: readonly MetricSeries[], metric: Metric): ChartPoint[] =>
  (series.find((one) => one.metric === metric)?.points ?? []).map(([t, value]) => ({
    t,
    values: { [metric]: value },
  }))

/** What was measured over time, live: messages and bytes per second. */
export function ConnectorCharts({ clusterId, name }: { clusterId: string; name: string }) {
  const range = useTimeRange('5m')
  const now = useNow()
  const { data, error, refetch } = useQuery(connectorMetricsQuery(clusterId, name, range.id))
  const span = { from: now - range.ms, to: now }
  if (error && !data)
    return <ErrorState title="The metrics could not be read" error={error} onRetry={() => void refetch()} />
  return (
    <section aria-label="Throughput" className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-base font-medium">Throughput</h2>
        <TimeRangeMenu fallback="5m" />
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <ChartCard
          title="Messages"
          unit="messages/s"
          syncId="connector"
          range={span}
          series={[{ id: 'records', label: 'Written', color: seriesColors.produced }]}
          points={data && pointsOf(data.series, 'records')}
          emptyText="Nothing has been measured in this range yet."
        />
        <ChartCard
          title="Bytes"
          unit="bytes/s"
          syncId="connector"
          range={span}
          series={[{ id: 'bytes', label: 'Written', color: seriesColors.produced }]}
          points={data && pointsOf(data.series, 'bytes')}
          emptyText="Nothing has been measured in this range yet."
        />
      </div>
    </section>
  )
}
