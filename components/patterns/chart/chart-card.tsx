'use client'

import { ChartArea, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState, type ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { Tooltip } from '@/components/ui/tooltip'
import { formatExact } from '@/lib/format/dates'
import { exactFigure, figureParts } from './chart-scale'
import { colorOf, type ChartPoint, type ChartRange, type ChartSeries, type ChartUnit } from './chart-types'

const Waiting = () => (
  <div className="flex h-full items-end px-4 pb-8">
    <Skeleton className="h-20 w-full" />
  </div>
)

const TimeChart = dynamic(() => import('./time-chart').then((part) => part.TimeChart), {
  ssr: false,
  loading: Waiting,
})

export type ChartCardProps = {
  title: string
  series: readonly ChartSeries[]
  /** Undefined while loading; oldest first. */
  points: readonly ChartPoint[] | undefined
  range: ChartRange
  unit: ChartUnit
  /** The distance of samples; holes larger than that are drawn as gaps. */
  stepMs?: number
  /** The large figure; else the last sample of the first series. */
  headline?: number | null
  /** Shown in place of the chart when there is nothing yet. */
  emptyText?: string
  syncId?: string
  aside?: ReactNode
  size?: 'md' | 'lg'
  className?: string
}

export function ChartCard({ title, series, points, unit, range, ...props }: ChartCardProps) {
  const [hidden, setHidden] = useState<readonly string[]>([])
  const [isTable, setIsTable] = useState(false)
  const shown = series.filter((one) => !hidden.includes(one.id))
  const first = series[0]
  const last = first && points?.findLast((point) => typeof point.values[first.id] === 'number')
  const headline = props.headline ?? (first && last?.values[first.id]) ?? null
  const hasData = points?.some((point) => series.some((one) => typeof point.values[one.id] === 'number'))
  const toggle = (id: string) =>
    setHidden(hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id])
  return (
    <Card aria-label={title} className={cn('group/chart flex flex-col overflow-hidden', props.className)}>
      <header className="flex items-start justify-between gap-3 px-4 pt-3">
        <div className="min-w-0">
          <h2 className="text-muted text-sm font-normal tracking-normal">{title}</h2>
          <Headline value={headline} unit={unit} isLoading={points === undefined} />
        </div>
        <div className="-mr-1.5 flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
          {props.aside}
          {series.map((one) => (
            <button
              key={one.id}
              type="button"
              aria-pressed={!hidden.includes(one.id)}
              // The last visible line stays: an empty chart answers nothing.
              disabled={shown.length === 1 && shown[0]?.id === one.id}
              onClick={() => toggle(one.id)}
              className={cn(
                'text-muted hover:not-disabled:text-fg flex items-center gap-1.5 rounded-sm text-xs',
                hidden.includes(one.id) && 'text-faint line-through',
              )}
            >
              <span
                aria-hidden="true"
                className="h-0.5 w-2 rounded-full"
                style={{ background: hidden.includes(one.id) ? 'var(--line-strong)' : colorOf(one) }}
              />
              {one.label}
            </button>
          ))}
          <IconButton
            label={isTable ? 'View as chart' : 'View as table'}
            size="icon-xs"
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? <ChartArea aria-hidden="true" /> : <Table2 aria-hidden="true" />}
          </IconButton>
        </div>
      </header>
      <div className={cn('mt-2 min-w-0', props.size === 'lg' ? 'h-80' : 'h-42')}>
        {points === undefined ? (
          <Waiting />
        ) : !hasData ? (
          <p className="text-faint flex h-full items-center justify-center px-4 pb-6 text-center text-sm">
            {props.emptyText ?? 'No samples in this range yet.'}
          </p>
        ) : isTable ? (
          <SampleTable title={title} series={shown} points={points} unit={unit} range={range} />
        ) : (
          <TimeChart
            label={title}
            series={shown}
            points={points}
            range={range}
            unit={unit}
            stepMs={props.stepMs}
            syncId={props.syncId}
          />
        )}
      </div>
    </Card>
  )
}

function Headline(props: { value: number | null; unit: ChartUnit; isLoading: boolean }) {
  if (props.isLoading) return <Skeleton className="my-1.75 h-3.5 w-20" />
  if (props.value === null) return <p className="text-faint text-2xl font-medium">–</p>
  const parts = figureParts(props.value, props.unit)
  return (
    <Tooltip content={exactFigure(props.value, props.unit)}>
      <p className="w-fit text-2xl font-medium tracking-tight">
        {parts.value} <span className="text-faint text-sm font-normal tracking-normal">{parts.unit}</span>
      </p>
    </Tooltip>
  )
}

const rowsAtMost = 500

function SampleTable(props: {
  title: string
  series: readonly ChartSeries[]
  points: readonly ChartPoint[]
  unit: ChartUnit
  range: ChartRange
}) {
  const newest = props.points
    .filter((point) => point.t >= props.range.from && point.t <= props.range.to)
    .slice(-rowsAtMost)
    .reverse()
  return (
    <div
      role="region"
      aria-label={`${props.title}, as a table`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto border-t focus-visible:-outline-offset-2"
    >
      <table className="w-full text-xs">
        <thead>
          <tr className="text-faint bg-card sticky top-0 text-left">
            <th scope="col" className="h-7 px-4 font-medium">
              Time
            </th>
            {props.series.map((one) => (
              <th key={one.id} scope="col" className="px-4 text-right font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newest.map((point) => (
            <tr key={point.t} className="border-line-soft border-t">
              <td className="h-6.5 px-4 whitespace-nowrap">{formatExact(point.t)}</td>
              {props.series.map((one) => {
                const value = point.values[one.id]
                return (
                  <td key={one.id} className="px-4 text-right whitespace-nowrap">
                    {typeof value === 'number' ? exactFigure(value, props.unit) : '–'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
