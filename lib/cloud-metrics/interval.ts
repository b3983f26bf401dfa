// Time ranges as ISO 8601 writes them, and `now` with an offset and a truncation: now-2m|m.
import { AppError } from '@/lib/errors'

export type Interval = { from: number; until: number }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const units = { m: minute, h: hour, d: day } as const

/** `maxMs` is how long an interval of this granularity may be. */
export const granularities = {
  PT1M: { stepMs: minute, maxMs: 6 * hour },
  PT5M: { stepMs: 5 * minute, maxMs: day },
  PT15M: { stepMs: 15 * minute, maxMs: 4 * day },
  PT30M: { stepMs: 30 * minute, maxMs: 7 * day },
  PT1H: { stepMs: hour, maxMs: Infinity },
  PT4H: { stepMs: 4 * hour, maxMs: Infinity },
  PT6H: { stepMs: 6 * hour, maxMs: Infinity },
  PT12H: { stepMs: 12 * hour, maxMs: Infinity },
  P1D: { stepMs: day, maxMs: Infinity },
  /** One bucket for everything. */
  ALL: { stepMs: Infinity, maxMs: Infinity },
} as const
export type Granularity = keyof typeof granularities

export function parseInterval(text: string, now: number, path: string): Interval {
  const [first = '', second = '', ...rest] = text.split('/')
  const [start, end] = [parseDuration(first), parseDuration(second)]
  const from = start === null ? parseTime(first, now) : null
  const until = end === null ? parseTime(second, now) : null
  const interval =
    from !== null && until !== null
      ? { from, until }
      : from !== null && end !== null
        ? { from, until: from + end }
        : until !== null && start !== null
          ? { from: until - start, until }
          : null
  if (rest.length > 0 || !interval || !(interval.from < interval.until))
    throw invalid(
      path,
      `"${text.slice(0, 100)}" is no interval. Write start/end, start/duration or duration/end.`,
    )
  return interval
}

export function checkLength({ from, until }: Interval, granularity: Granularity, path: string): void {
  if (until - from > granularities[granularity].maxMs)
    throw invalid(path, `The interval is longer than ${granularity} allows. Choose a coarser granularity.`)
}

function parseTime(text: string, now: number): number | null {
  const match = /^now(?:([+-])(\d{1,6})([mhd]))?(?:\|([mhd]))?$/.exec(text)
  if (!match) {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
    const time = Date.parse(text)
    return Number.isNaN(time) ? null : time
  }
  const [, sign, amount = '0', unit = 'm', truncation] = match
  const offset = Number(amount) * units[unit as keyof typeof units] * (sign === '-' ? -1 : 1)
  const step = truncation === undefined ? 1 : units[truncation as keyof typeof units]
  return Math.floor((now + offset) / step) * step
}

function parseDuration(text: string): number | null {
  const match = /^P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})(?:\.\d+)?S)?)?$/.exec(text)
  if (!match || text === 'P' || text.endsWith('T')) return null
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match
  return Number(days) * day + Number(hours) * hour + Number(minutes) * minute + Number(seconds) * 1000
}

const invalid = (path: string, message: string): AppError =>
  new AppError('invalid', message, { fields: [{ path, message }] })
