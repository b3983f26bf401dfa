'use client'

import { Area, AreaChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatAxisTime, formatExact } from '@/lib/format/dates'
import { exactFigure, formatFigure, niceGuides, timeTicks, withGaps } from './chart-scale'
import { colorOf, type ChartPoint, type ChartRange, type ChartSeries, type ChartUnit } from './chart-types'

export type TimeChartProps = {
  label: string
  series: readonly ChartSeries[]
  points: readonly ChartPoint[]
  range: ChartRange
  unit: ChartUnit
  stepMs?: number | undefined
  syncId?: string | undefined
}

const axisText = { fill: 'var(--faint)', fontSize: 11, fontFamily: 'inherit' }

export function TimeChart({ label, series, range, unit, ...props }: TimeChartProps) {
  const inRange = props.points.filter((point) => point.t >= range.from && point.t <= range.to)
  const points = withGaps(inRange, props.stepMs)
  const largest = Math.max(0, ...points.flatMap((point) => series.map((one) => point.values[one.id] ?? 0)))
  const guides = niceGuides(largest, unit)
  const data = points.map((point) => ({ t: point.t, ...point.values }))
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 360, height: 168 }}>
      <AreaChart
        data={data}
        margin={{ top: 18, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer
        title={label}
        {...(props.syncId ? { syncId: props.syncId, syncMethod: 'value' as const } : {})}
      >
        {guides.map((guide) => (
          <ReferenceLine key={guide} y={guide} stroke="var(--line-soft)" />
        ))}
        <XAxis
          dataKey="t"
          type="number"
          scale="time"
          domain={[range.from, range.to]}
          allowDataOverflow
          ticks={timeTicks(range.from, range.to, 6)}
          tickFormatter={(t: number) => formatAxisTime(t, range.to - range.from)}
          tick={axisText}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          height={30}
          tickMargin={8}
          interval="preserveStartEnd"
          minTickGap={24}
        />
        <YAxis
          mirror
          orientation="right"
          domain={[0, guides[2]]}
          // Only the top guide is named: three labels would run into the line.
          ticks={[guides[2]]}
          tick={{ ...axisText, dy: -8, dx: -8 }}
          tickFormatter={(value: number) => formatFigure(value, unit).replace(' per second', '/s')}
          tickLine={false}
          axisLine={false}
          width={80}
        />
        <Tooltip
          isAnimationActive={false}
          position={{ y: 4 }}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ active, label: t, payload }) =>
            active && typeof t === 'number' ? (
              <Crosshair
                t={t}
                rows={series.map((one) => ({
                  series: one,
                  value: payload.find((entry) => entry.dataKey === one.id)?.value,
                }))}
                unit={unit}
              />
            ) : null
          }
        />
        {series.map((one) => (
          <Area
            key={one.id}
            dataKey={one.id}
            name={one.label}
            type="linear"
            stroke={colorOf(one)}
            strokeWidth={1.5}
            fill={colorOf(one)}
            fillOpacity={0.08}
            dot={false}
            activeDot={{ r: 3, strokeWidth: 0, fill: colorOf(one) }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  )
}

function Crosshair(props: { t: number; rows: { series: ChartSeries; value: unknown }[]; unit: ChartUnit }) {
  return (
    <div className="bg-float shadow-float rounded-md px-2.5 py-1.5 text-xs">
      <p className="text-faint pb-0.5">{formatExact(props.t)}</p>
      {props.rows.map((row) => (
        <p key={row.series.id} className="flex items-center gap-1.5 leading-5">
          <span className="h-0.5 w-2.5 rounded-full" style={{ background: colorOf(row.series) }} />
          <span className="text-muted">{row.series.label}</span>
          <span className="ml-auto pl-4 font-medium">
            {typeof row.value === 'number' ? exactFigure(row.value, props.unit) : 'no sample'}
          </span>
        </p>
      ))}
    </div>
  )
}
