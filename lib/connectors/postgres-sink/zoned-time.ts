// Dates and times as PostgreSQL reads them, in a time zone of its choosing. Pure.

export type ZonedTime = {
  date: (value: Date) => string
  time: (value: Date) => string
  instant: (value: Date) => string
}

const hourMs = 3_600_000

const pad = (count: number): string => (count < 10 ? `0${count}` : String(count))

/** Milliseconds that the zone is ahead of UTC then. */
function offsetReader(timeZone: string): (ms: number) => number {
  if (['UTC', 'GMT', 'Etc/UTC', 'Etc/GMT', 'Z'].includes(timeZone)) return () => 0
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  })
  // Offsets change on the quarter of an hour at most.
  const known = new Map<number, number>()
  return (ms) => {
    const quarter = Math.floor(ms / (hourMs / 4))
    const before = known.get(quarter)
    if (before !== undefined) return before
    const at = quarter * (hourMs / 4)
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year'])
    const local = Date.UTC(
      year,
      Number(parts['month']) - 1,
      Number(parts['day']),
      Number(parts['hour']),
      Number(parts['minute']),
      Number(parts['second']),
    )
    const offset = local - at
    if (known.size > 10_000) known.clear()
    known.set(quarter, offset)
    return offset
  }
}

/** PostgreSQL writes years before 1 with BC behind. */
function split(local: Date): { day: string; clock: string; era: string } {
  const year = local.getUTCFullYear()
  const digits = String(year > 0 ? year : 1 - year).padStart(4, '0')
  const fraction = local.getUTCMilliseconds()
  return {
    day: `${digits}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}`,
    clock: `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}${
      fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`
    }`,
    era: year > 0 ? '' : ' BC',
  }
}

function offsetText(offset: number): string {
  const size = Math.abs(offset)
  const seconds = Math.floor(size / 1000) % 60
  const text = `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / hourMs))}:${pad(Math.floor(size / 60_000) % 60)}`
  return seconds === 0 ? text : `${text}:${pad(seconds)}`
}

/**
 * `instant` gives the zone's local time with its offset: a column without a zone takes the former, one with a zone both, as with
 * JDBC. `date` is in `dateZone`.
 */
export function zonedTime(timeZone: string, dateZone: string): ZonedTime {
  const offsetOf = offsetReader(timeZone)
  const dateOffsetOf = dateZone === timeZone ? offsetOf : offsetReader(dateZone)
  return {
    date(value) {
      const ms = value.getTime()
      const { day, era } = split(new Date(ms + dateOffsetOf(ms)))
      return day + era
    },
    time: (value) => split(new Date(value.getTime() + offsetOf(value.getTime()))).clock,
    instant(value) {
      const ms = value.getTime()
      const offset = offsetOf(ms)
      const { day, clock, era } = split(new Date(ms + offset))
      return `${day} ${clock}${offsetText(offset)}${era}`
    },
  }
}
