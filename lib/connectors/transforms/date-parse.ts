// Points in time as a lenient SimpleDateFormat reads them, in UTC: fields may run over (month 13), and text may follow.
import { months, tokensOf, weekdays, type DateToken } from './date-pattern'

type Fields = Partial<
  Record<'era' | 'year' | 'weekYear' | 'month' | 'week' | 'dayOfYear' | 'day' | 'weekday' | 'half', number>
> & { hour: number; hour12: number; minute: number; second: number; ms: number; zone: number }

/** Reads at `at` and answers where it ends; null: it is not there. */
type Reader = (text: string, at: number, fields: Fields) => number | null

/** A number; `width` digits at most where a number follows right after. */
function readNumber(text: string, at: number, width: number | null): { value: number; end: number } | null {
  const shape = /-?\d+/y
  shape.lastIndex = at
  const found = shape.exec(text)?.[0]
  if (found === undefined) return null
  if (width !== null && at + width > text.length) return null
  const taken = width === null ? found : found.slice(0, width)
  return /\d/.test(taken) ? { value: Number(taken), end: at + taken.length } : null
}

const number =
  (width: number | null, put: (fields: Fields, value: number) => void): Reader =>
  (text, at, fields) => {
    const found = readNumber(text, at, width)
    if (!found) return null
    put(fields, found.value)
    return found.end
  }

/** The longest name that stands there, whatever its case. */
const oneOf =
  (names: readonly string[], put: (fields: Fields, index: number) => void): Reader =>
  (text, at, fields) => {
    const rest = text.slice(at, at + 40).toLowerCase()
    const all = names.flatMap((name, index) => [
      { name, index },
      { name: name.slice(0, 3), index },
    ])
    const found = all
      .filter(({ name }) => rest.startsWith(name.toLowerCase()))
      .sort((a, b) => b.name.length - a.name.length)[0]
    if (!found) return null
    put(fields, found.index)
    return at + found.name.length
  }

/** Two digits, where no more than yy is asked for, are of the years from 80 ago to 20 ahead. */
const year =
  (count: number, width: number | null, key: 'year' | 'weekYear'): Reader =>
  (text, at, fields) => {
    const found = readNumber(text, at, width)
    if (!found) return null
    const isShort = count <= 2 && found.end - at === 2 && found.value >= 0
    fields[key] = isShort ? fullYear(found.value) : found.value
    return found.end
  }

const fullYear = (short: number): number => {
  const first = new Date().getUTCFullYear() - 80
  return first + ((((short - first) % 100) + 100) % 100)
}

const offsets = /(?:(?:GMT|UTC|UT)(?:([+-])(\d{1,2}):?(\d{2})?)?|([+-])(\d{2}):?(\d{2}))/iy
const isoOffsets = [/Z|([+-])(\d{2})/y, /Z|([+-])(\d{2})(\d{2})/y, /Z|([+-])(\d{2}):(\d{2})/y]

/** ISO 8601 (X), or RFC 822 and names of Greenwich's time (z, Z). */
const zone =
  (iso: number | null): Reader =>
  (text, at, fields) => {
    const shape = iso === null ? offsets : (isoOffsets[iso - 1] ?? offsets)
    shape.lastIndex = at
    const found = shape.exec(text)
    if (!found) return null
    const [sign, hours = '0', minutes = '0'] = found.slice(1).filter((part) => part !== undefined)
    const offset = Number(hours) * 60 + Number(minutes)
    fields.zone = sign === '-' ? -offset : offset
    return at + found[0].length
  }

const numeric: Readonly<Record<string, (fields: Fields, value: number) => void>> = {
  w: (fields, value) => (fields.week = value),
  D: (fields, value) => (fields.dayOfYear = value),
  d: (fields, value) => (fields.day = value),
  u: (fields, value) => (fields.weekday = value % 7),
  H: (fields, value) => (fields.hour = value),
  k: (fields, value) => (fields.hour = value === 24 ? 0 : value),
  K: (fields, value) => (fields.hour12 = value),
  h: (fields, value) => (fields.hour12 = value === 12 ? 0 : value),
  m: (fields, value) => (fields.minute = value),
  s: (fields, value) => (fields.second = value),
  S: (fields, value) => (fields.ms = value),
  // Read, but nothing follows of them.
  W: () => undefined,
  F: () => undefined,
}

/** A number right behind a number: only the pattern's width tells them apart. */
const isNumber = (next: DateToken | undefined): boolean =>
  next !== undefined &&
  'letter' in next &&
  !('GEazZX'.includes(next.letter) || ('ML'.includes(next.letter) && next.count >= 3))

function readerOf(token: DateToken, next: DateToken | undefined): Reader {
  if ('text' in token) return (text, at) => (text.startsWith(token.text, at) ? at + token.text.length : null)
  const { letter, count } = token
  const width = isNumber(next) ? count : null
  switch (letter) {
    case 'G':
      return oneOf(['BC', 'AD'], (fields, index) => (fields.era = index))
    case 'y':
      return year(count, width, 'year')
    case 'Y':
      return year(count, width, 'weekYear')
    case 'M':
    case 'L':
      return count >= 3
        ? oneOf(months, (fields, index) => (fields.month = index))
        : number(width, (fields, value) => (fields.month = value - 1))
    case 'E':
      return oneOf(weekdays, (fields, index) => (fields.weekday = index))
    case 'a':
      return oneOf(['AM', 'PM'], (fields, index) => (fields.half = index))
    case 'z':
    case 'Z':
      return zone(null)
    case 'X':
      return zone(count)
    default:
      return number(width, numeric[letter] ?? (() => undefined))
  }
}

function dayOf(fields: Fields): number {
  const date = new Date(0)
  if (fields.week !== undefined || fields.weekYear !== undefined) {
    date.setUTCFullYear(fields.weekYear ?? fields.year ?? 1970, 0, 1)
    const sunday = 1 - date.getUTCDay()
    return date.setUTCDate(sunday + ((fields.week ?? 1) - 1) * 7 + (fields.weekday ?? 0))
  }
  const { year: given = 1970, month = 0, day = 1, dayOfYear } = fields
  const astronomical = fields.era === 0 ? 1 - given : given
  return dayOfYear !== undefined && fields.day === undefined
    ? date.setUTCFullYear(astronomical, 0, dayOfYear)
    : date.setUTCFullYear(astronomical, month, day)
}

function timeOf(fields: Fields): number {
  const hours = fields.half === undefined ? fields.hour + fields.hour12 : fields.hour12 + fields.half * 12
  return ((hours * 60 + fields.minute - fields.zone) * 60 + fields.second) * 1000 + fields.ms
}

/** Null: the text does not begin as the pattern asks. @throws DatePatternError */
export function dateParser(pattern: string): (text: string) => Date | null {
  const tokens = tokensOf(pattern)
  const steps = tokens.map((token, i) => ({
    read: readerOf(token, tokens[i + 1]),
    skipsBlanks: 'letter' in token,
  }))
  return (text) => {
    const fields: Fields = { hour: 0, hour12: 0, minute: 0, second: 0, ms: 0, zone: 0 }
    let at = 0
    for (const { read, skipsBlanks } of steps) {
      while (skipsBlanks && (text[at] === ' ' || text[at] === '\t')) at++
      const end = read(text, at, fields)
      if (end === null) return null
      at = end
    }
    const date = new Date(dayOf(fields) + timeOf(fields))
    return Number.isNaN(date.getTime()) ? null : date
  }
}
