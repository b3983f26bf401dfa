import { bytesParts } from '@/lib/format/bytes'
import { formatShortDuration } from '@/lib/format/durations'
import { compactParts, formatInteger, formatSignificant } from '@/lib/format/numbers'
import type { ChartPoint, ChartUnit } from './chart-types'

const isBytes = (unit: ChartUnit) => unit === 'bytes' || unit === 'bytes/s'

/** The large figure: value and unit apart. */
export function figureParts(value: number, unit: ChartUnit): { value: string; unit: string } {
  if (isBytes(unit)) {
    const parts = bytesParts(value)
    return { value: parts.value, unit: unit === 'bytes/s' ? `${parts.unit}/s` : parts.unit }
  }
  if (unit === 'percent') return { value: formatSignificant(value * 100), unit: '%' }
  if (unit === 'ms') {
    const [amount = '', ...name] = formatShortDuration(value).split(' ')
    return { value: amount, unit: name.join(' ') }
  }
  const parts = compactParts(value)
  return { value: `${parts.value}${parts.unit}`, unit: unit === 'messages/s' ? 'per second' : '' }
}

export function formatFigure(value: number, unit: ChartUnit): string {
  const parts = figureParts(value, unit)
  return `${parts.value}${parts.unit ? ` ${parts.unit}` : ''}`
}

/** With all digits, for the crosshair. */
export function exactFigure(value: number, unit: ChartUnit): string {
  if (isBytes(unit)) return `${formatFigure(value, unit)} (${formatInteger(value)} B)`
  if (unit === 'messages/s')
    return `${value < 100 ? formatSignificant(value) : formatInteger(value)} per second`
  return unit === 'count' ? formatInteger(value) : formatFigure(value, unit)
}

const niceFactors = [1, 2, 2.5, 5, 10]
const niceByteFactors = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500]

/** Three guides above zero that end at or above the largest value, round in the unit's own base. */
export function niceGuides(largest: number, unit: ChartUnit): [number, number, number] {
  if (unit === 'percent' && largest <= 1) return [1 / 3, 2 / 3, 1]
  const needed = (largest > 0 ? largest : 1) / 3
  const step = isBytes(unit) ? niceByteStep(needed) : niceStep(needed)
  return [step, 2 * step, 3 * step]
}

function niceStep(needed: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(needed))
  return (niceFactors.find((factor) => factor * magnitude >= needed) ?? 10) * magnitude
}

function niceByteStep(needed: number): number {
  let base = 1
  while (needed > 500 * base) base *= 1024
  return (niceByteFactors.find((factor) => factor * base >= needed) ?? 500) * base
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const timeSteps = [
  10 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  5 * day,
  7 * day,
]

/** At most `most` moments on round local times. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step = timeSteps.find((each) => (to - from) / each <= most) ?? 30 * day
  const zone = new Date(from).getTimezoneOffset() * minute
  const first = Math.ceil((from - zone) / step) * step + zone
  const ticks: number[] = []
  for (let t = first; t <= to; t += step) ticks.push(t)
  return ticks
}

/** Inserts an empty point where samples are missing, so that the line breaks instead of bridging the hole. */
export function withGaps(points: readonly ChartPoint[], stepMs: number | undefined): ChartPoint[] {
  if (!stepMs) return [...points]
  return points.flatMap((point, index) => {
    const before = points[index - 1]
    const isHole = before && point.t - before.t > 2.5 * stepMs
    return isHole ? [{ t: before.t + stepMs, values: {} }, point] : [point]
  })
}
