'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { ChartCard } from '@/components/patterns/chart/chart-card'
import type { ChartPoint, ChartSeries } from '@/components/patterns/chart/chart-types'
import { ErrorState } from '@/components/patterns/error-state'
import { useNow } from '@/components/patterns/time'
import { TimeRangeMenu, useTimeRange } from '@/components/patterns/time-range'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import type { ConnectorMetrics as Measured } from '@/lib/connectors/console-schema'
import { connectorMetricsQuery, connectorQuery } from '@/lib/queries/connectors'
import { connectorMetrics, metricsOf, metricWords, type ConnectorMetric } from './metric-words'

const scopes = ['connector', 'task'] as const

/** One metric large, of the whole connector or of each task; the others below it to compare with. */
export function ConnectorMetrics({ clusterId, name }: { clusterId: string; name: string }) {
  const { data: connector } = useQuery(connectorQuery(clusterId, name))
  const [metric, setMetric] = useQueryState(
    'metric',
    parseAsStringLiteral(connectorMetrics).withDefault('records'),
  )
  const [by, setBy] = useQueryState('by', parseAsStringLiteral(scopes).withDefault('connector'))
  const range = useTimeRange('1h')
  const now = useNow()
  const { data, error, refetch } = useQuery(connectorMetricsQuery(clusterId, name, range.id, by))
  if (!connector) return null
  if (error && !data)
    return <ErrorState title="The metrics could not be read" error={error} onRetry={() => void refetch()} />
  const { type } = connector
  const offered = metricsOf(type)
  const chosen = offered.includes(metric) ? metric : 'records'
  const card = (shown: ConnectorMetric, isLarge: boolean) => {
    const { title, unit } = metricWords(shown, type)
    return (
      <ChartCard
        key={shown}
        title={title}
        unit={unit}
        size={isLarge ? 'lg' : 'md'}
        syncId="connector"
        range={{ from: now - range.ms, to: now }}
        series={seriesOf(data, shown, type)}
        points={data && pointsOf(data, shown)}
        emptyText="Nothing has been measured in this range yet."
      />
    )
  }
  return (
    <section aria-label="Metrics" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="Metric"
          prefix="Metric"
          size="sm"
          value={chosen}
          onValueChange={(next) => void setMetric(offered.find((one) => one === next) ?? null)}
          options={offered.map((one) => {
            const { title, help } = metricWords(one, type)
            return { value: one, label: title, hint: help }
          })}
        />
        <Segmented
          size="sm"
          aria-label="Split"
          value={by}
          onValueChange={(next) => void setBy(scopes.find((one) => one === next) ?? null)}
          segments={[
            { value: 'connector', label: 'Whole connector' },
            { value: 'task', label: 'By task' },
          ]}
        />
        <span className="ml-auto">
          <TimeRangeMenu />
        </span>
      </div>
      <p className="text-muted text-sm">{metricWords(chosen, type).help}</p>
      {card(chosen, true)}
      <div className="grid gap-4 md:grid-cols-2">
        {offered.filter((one) => one !== chosen).map((one) => card(one, false))}
      </div>
    </section>
  )
}

const keyOf = (task: number | null): string => (task === null ? 'all' : String(task))
const hues = [1, 2, 3, 4, 5, 6, 7, 8] as const

function seriesOf(
  data: Measured | undefined,
  metric: ConnectorMetric,
  type: 'source' | 'sink',
): ChartSeries[] {
  const tasks = data?.series.filter((one) => one.metric === metric).map(({ task }) => task) ?? []
  const own = metricWords(metric, type)
  if (tasks.length === 0) return [{ id: 'all', label: own.title, color: own.color }]
  return tasks.map((task) => ({
    id: keyOf(task),
    label: task === null ? own.title : `Task ${task}`,
    color: task === null ? own.color : (hues[task % hues.length] ?? 1),
  }))
}

/** The samples of all tasks, put together by their times. */
function pointsOf(data: Measured, metric: ConnectorMetric): ChartPoint[] {
  const byTime = new Map<number, Record<string, number | null>>()
  for (const { task, points } of data.series.filter((one) => one.metric === metric))
    for (const [t, value] of points) byTime.set(t, { ...byTime.get(t), [keyOf(task)]: value })
  return [...byTime].sort(([a], [b]) => a - b).map(([t, values]) => ({ t, values }))
}
