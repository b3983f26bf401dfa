// Counts since 1970-01-01 or midnight to ISO 8601 text and back, without losing micro- and nanoseconds.

export type TimeUnit = 'millis' | 'micros' | 'nanos'

const perSecond: Record<TimeUnit, bigint> = { millis: 1000n, micros: 1_000_000n, nanos: 1_000_000_000n }
const digits: Record<TimeUnit, number> = { millis: 3, micros: 6, nanos: 9 }
const dayMs = 86_400_000
/** What a JavaScript date holds. */
const maxMs = 8_640_000_000_000_000

export function daysToText(days: number): string | null {
  const ms = days * dayMs
  return Math.abs(ms) > maxMs ? null : (new Date(ms).toISOString().split('T')[0] ?? null)
}

export function textToDays(text: string): number | null {
  const ms = /^[+-]?\d{4,6}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return Number.isNaN(ms) ? null : Math.floor(ms / dayMs)
}

/** Null outside of the years that a date holds. `zone`: "Z", or "" for a local time. */
export function instantToText(value: number | bigint, unit: TimeUnit, zone: 'Z' | ''): string | null {
  if (unit === 'millis') {
    const ms = Number(value)
    if (Math.abs(ms) > maxMs) return null
    const text = new Date(ms).toISOString()
    return zone === 'Z' ? text : text.slice(0, -1)
  }
  const count = BigInt(value)
  const per = perSecond[unit]
  const seconds = count / per - (count % per < 0n ? 1n : 0n)
  const ms = Number(seconds) * 1000
  if (Math.abs(ms) > maxMs) return null
  const fraction = String(count - seconds * per).padStart(digits[unit], '0')
  return `${new Date(ms).toISOString().slice(0, -5)}.${fraction}${zone}`
}

/** Null: no date and time in ISO 8601. A local time takes no zone, an instant none means UTC. */
export function textToInstant(text: string, unit: TimeUnit): bigint | null {
  const match = /^(.+?[T ]\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim())
  if (!match) return null
  const [, dateAndTime = '', fraction = '', zone = 'Z'] = match
  const ms = Date.parse(`${dateAndTime.replace(' ', 'T')}${zone}`)
  if (Number.isNaN(ms)) return null
  const part = BigInt(fraction.padEnd(9, '0').slice(0, digits[unit]))
  return (BigInt(ms) / 1000n) * perSecond[unit] + part
}

export function timeToText(value: number, unit: 'millis' | 'micros'): string | null {
  const per = Number(perSecond[unit])
  const seconds = Math.floor(value / per)
  if (value < 0 || seconds >= 86_400) return null
  const pad = (count: number): string => String(count).padStart(2, '0')
  const clock = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
  return `${clock}.${String(value % per).padStart(digits[unit], '0')}`
}

export function textToTime(text: string, unit: 'millis' | 'micros'): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/.exec(text.trim())
  if (!match) return null
  const [, hours, minutes, seconds = '0', fraction = ''] = match
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return whole * Number(perSecond[unit]) + Number(fraction.padEnd(9, '0').slice(0, digits[unit]))
}
