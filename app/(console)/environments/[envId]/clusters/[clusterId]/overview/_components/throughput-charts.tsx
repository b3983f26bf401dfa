'use client'

import { ChartCard } from '@/components/patterns/chart/chart-card'
import { seriesColors, type ChartPoint, type ChartUnit } from '@/components/patterns/chart/chart-types'
import type { ClusterMetricsDto, Metric } from '@/lib/metrics/schema'

type Props = { metrics: ClusterMetricsDto | undefined; rangeMs: number }

const syncId = 'cluster-overview'

export function ThroughputCharts({ isExternal, ...props }: Props & { isExternal: boolean }) {
  // Byte rates come from a broker's own metrics, which only brokers of this machine show.
  const empty = isExternal ? { emptyText: 'Your own Kafka does not report its byte rates.' } : {}
  return (
    <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      <MetricChart
        {...props}
        {...empty}
        title="Production"
        metric="bytes_in"
        label="bytes in"
        unit="bytes/s"
        color={seriesColors.produced}
      />
      <MetricChart
        {...props}
        title="Consumption"
        metric="bytes_out"
        label="bytes out"
        unit="bytes/s"
        color={seriesColors.consumed}
        {...empty}
      />
      <MetricChart
        {...props}
        title="Messages"
        metric="messages_in"
        label="produced"
        unit="messages/s"
        color={seriesColors.produced}
        className="md:max-xl:col-span-2"
      />
    </div>
  )
}

export function StorageChart(props: Props) {
  return (
    <MetricChart
      {...props}
      title="Storage"
      metric="size"
      label="on disk"
      unit="bytes"
      color={seriesColors.storage}
    />
  )
}

type MetricChartProps = Props & {
  title: string
  metric: Metric
  label: string
  unit: ChartUnit
  color: (typeof seriesColors)[keyof typeof seriesColors]
  emptyText?: string
  className?: string
}

function MetricChart({ metrics, rangeMs, metric, label, color, ...card }: MetricChartProps) {
  const samples = metrics?.series.find((series) => series.metric === metric)?.points ?? []
  const points = metrics && samples.map(([t, value]): ChartPoint => ({ t, values: { [metric]: value } }))
  // The newest sample is the right edge, so that a slow clock in the browser cuts nothing off.
  const to = Math.max(0, ...(metrics?.series ?? []).map(({ points: all }) => all.at(-1)?.[0] ?? 0))
  const [first, second] = samples
  const stepMs = first && second ? { stepMs: second[0] - first[0] } : {}
  return (
    <ChartCard
      {...card}
      {...stepMs}
      series={[{ id: metric, label, color }]}
      points={points}
      range={{ from: to - rangeMs, to }}
      headline={metrics?.latest[metric] ?? null}
      syncId={syncId}
    />
  )
}
