export type ChartUnit = 'bytes' | 'bytes/s' | 'messages/s' | 'count' | 'ms' | 'percent'

/** `color` names one of the eight hues: the same thing has the same one on every page. */
export type ChartSeries = { id: string; label: string; color: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 }

/** `t` in epoch milliseconds; null or a missing id is a gap. */
export type ChartPoint = { t: number; values: Readonly<Record<string, number | null | undefined>> }

export type ChartRange = { from: number; to: number }

/** One hue for each thing that is drawn on several pages. */
export const seriesColors = {
  produced: 1,
  consumed: 2,
  storage: 4,
  lag: 3,
  errors: 6,
} as const satisfies Record<string, ChartSeries['color']>

export const colorOf = (series: ChartSeries) => `var(--chart-${series.color})`
