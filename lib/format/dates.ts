import { formatShortDuration } from './durations'

export type DateInput = Date | number | string

export const toDate = (value: DateInput) => (value instanceof Date ? value : new Date(value))

const pad = (value: number, width = 2) => String(value).padStart(width, '0')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** 15:04:53.722 in the reader's zone, for message lists. */
export function formatClock(value: DateInput, hasMillis = true): string {
  const date = toDate(value)
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
  return hasMillis ? `${clock}.${pad(date.getMilliseconds(), 3)}` : clock
}

/** 15:04 */
export function formatHourMinute(value: DateInput): string {
  const date = toDate(value)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** 20 Nov 2026 */
export function formatDay(value: DateInput): string {
  const date = toDate(value)
  return `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}`
}

/** 20 Nov 2026 15:04:53.722 */
export function formatExact(value: DateInput, hasMillis = false): string {
  return Number.isNaN(toDate(value).getTime()) ? '–' : `${formatDay(value)} ${formatClock(value, hasMillis)}`
}

const minute = 60_000
const day = 24 * 60 * minute

/** just now, 42 s ago, 3 min ago, in 5 min, 3 d ago; beyond a month the day itself. */
export function formatRelative(value: DateInput, now: number): string {
  const time = toDate(value).getTime()
  if (Number.isNaN(time)) return '–'
  const gap = now - time
  if (Math.abs(gap) < 5_000) return 'just now'
  if (Math.abs(gap) > 30 * day) return formatDay(value)
  const size = formatShortDuration(Math.abs(gap)).split(' ').slice(0, 2).join(' ')
  return gap > 0 ? `${size} ago` : `in ${size}`
}

/** The value of an `<input type="datetime-local">`, with seconds. */
export function toLocalInput(value: DateInput): string {
  const date = toDate(value)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${formatClock(date, false)}`
}

/** An axis label fit for the range: seconds below ten minutes, the day beyond a day. */
export function formatAxisTime(value: DateInput, rangeMs: number): string {
  if (rangeMs <= 10 * minute) return formatClock(value, false)
  if (rangeMs <= day) return formatHourMinute(value)
  const date = toDate(value)
  return `${date.getDate()} ${months[date.getMonth()]}`
}
