const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day

const spoken = [
  { ms: week, one: 'week', many: 'weeks' },
  { ms: day, one: 'day', many: 'days' },
  { ms: hour, one: 'hour', many: 'hours' },
  { ms: minute, one: 'minute', many: 'minutes' },
  { ms: second, one: 'second', many: 'seconds' },
] as const

/** As people say it: 1 week, 2 days, 90 minutes, 250 ms. Exact multiples only; else the two largest parts. */
export function formatDuration(ms: number): string {
  if (ms < 0) return 'unlimited'
  if (ms < second) return `${Math.round(ms)} ms`
  const exact = spoken.find((unit) => ms % unit.ms === 0 && ms / unit.ms < 100)
  if (exact) return count(ms / exact.ms, exact)
  const largest = spoken.findIndex((unit) => ms >= unit.ms)
  const head = spoken[largest]
  const next = spoken[largest + 1]
  if (!head) return `${Math.round(ms)} ms`
  const whole = Math.floor(ms / head.ms)
  const rest = next ? Math.floor((ms - whole * head.ms) / next.ms) : 0
  return next && rest > 0 ? `${count(whole, head)} ${count(rest, next)}` : count(whole, head)
}

/** Tight, for tables and charts: 42 s, 3 min, 2 h 5 min, 3 d. */
export function formatShortDuration(ms: number): string {
  if (ms < 0) return '–'
  if (ms < second) return `${Math.round(ms)} ms`
  if (ms < minute) return `${Math.floor(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return joined(ms, hour, 'h', minute, 'min')
  return joined(ms, day, 'd', hour, 'h')
}

const count = (value: number, unit: { one: string; many: string }) =>
  `${value} ${value === 1 ? unit.one : unit.many}`

function joined(ms: number, big: number, bigName: string, small: number, smallName: string) {
  const rest = Math.floor((ms % big) / small)
  const head = `${Math.floor(ms / big)} ${bigName}`
  return rest ? `${head} ${rest} ${smallName}` : head
}
