// Points in time as SimpleDateFormat prints them, in UTC.
import { months, tokensOf, weekdays } from './date-pattern'

type Printer = (date: Date) => string

const DAY = 86_400_000

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1

/** Weeks begin on Sunday, and the first of a year is the one with January 1, as Java has it in English (US). */
function weekOf(date: Date): { year: number; week: number } {
  const year = date.getUTCFullYear()
  const saturday = new Date(date.getTime() + (6 - date.getUTCDay()) * DAY)
  if (saturday.getUTCFullYear() > year) return { year: year + 1, week: 1 }
  return { year, week: Math.ceil(dayOfYear(saturday) / 7) }
}

const weekOfMonth = (date: Date): number => Math.ceil((date.getUTCDate() + 6 - date.getUTCDay()) / 7)

const padded = (value: number, count: number): string =>
  (value < 0 ? '-' : '') + String(Math.abs(value)).padStart(count, '0')

const number =
  (count: number, read: (date: Date) => number): Printer =>
  (date) =>
    padded(read(date), count)

const yearOfEra = (year: number): number => (year > 0 ? year : 1 - year)

const year = (count: number, read: (date: Date) => number): Printer =>
  count === 2 ? (date) => padded(read(date) % 100, 2) : (date) => padded(read(date), count)

const named =
  (count: number, names: readonly string[], read: (date: Date) => number): Printer =>
  (date) => {
    const name = names[read(date)] ?? ''
    return count >= 4 ? name : name.slice(0, 3)
  }

const hour12 = (date: Date): number => date.getUTCHours() % 12

const printers: Readonly<Record<string, (count: number) => Printer>> = {
  G: () => (date) => (date.getUTCFullYear() > 0 ? 'AD' : 'BC'),
  y: (count) => year(count, (date) => yearOfEra(date.getUTCFullYear())),
  Y: (count) => year(count, (date) => weekOf(date).year),
  M: (count) =>
    count >= 3
      ? named(count, months, (date) => date.getUTCMonth())
      : number(count, (date) => date.getUTCMonth() + 1),
  w: (count) => number(count, (date) => weekOf(date).week),
  W: (count) => number(count, weekOfMonth),
  D: (count) => number(count, dayOfYear),
  d: (count) => number(count, (date) => date.getUTCDate()),
  F: (count) => number(count, (date) => Math.ceil(date.getUTCDate() / 7)),
  E: (count) => named(count, weekdays, (date) => date.getUTCDay()),
  u: (count) => number(count, (date) => date.getUTCDay() || 7),
  a: () => (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: (count) => number(count, (date) => date.getUTCHours()),
  k: (count) => number(count, (date) => date.getUTCHours() || 24),
  K: (count) => number(count, hour12),
  h: (count) => number(count, (date) => hour12(date) || 12),
  m: (count) => number(count, (date) => date.getUTCMinutes()),
  s: (count) => number(count, (date) => date.getUTCSeconds()),
  S: (count) => number(count, (date) => date.getUTCMilliseconds()),
  z: (count) => () => (count >= 4 ? 'Coordinated Universal Time' : 'UTC'),
  Z: () => () => '+0000',
  X: () => () => 'Z',
}

/** @throws DatePatternError */
export function dateFormatter(pattern: string): Printer {
  const parts = tokensOf(pattern).map((token): Printer => {
    if ('text' in token) return () => token.text
    return (printers[token.letter === 'L' ? 'M' : token.letter] ?? (() => () => ''))(token.count)
  })
  return (date) => {
    let text = ''
    for (const part of parts) text += part(date)
    return text
  }
}
