// The patterns of Java's SimpleDateFormat (https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/text/SimpleDateFormat.html), in English and UTC.

export type DateToken = { readonly letter: string; readonly count: number } | { readonly text: string }

export const dateLetters = 'GyYMLwWDdFEuaHkKhmsSzZX'

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export class DatePatternError extends Error {}

/** @throws DatePatternError as SimpleDateFormat's constructor */
export function tokensOf(pattern: string): DateToken[] {
  const tokens: DateToken[] = []
  let at = 0
  while (at < pattern.length) {
    const char = pattern.charAt(at)
    if (char === "'") {
      const { text, end } = quoted(pattern, at)
      tokens.push({ text })
      at = end
    } else if (/[a-zA-Z]/.test(char)) {
      const run = new RegExp(`${char}+`, 'y')
      run.lastIndex = at
      const count = run.exec(pattern)?.[0].length ?? 1
      if (!dateLetters.includes(char)) throw new DatePatternError(`Illegal pattern character '${char}'`)
      if (char === 'X' && count > 3) throw new DatePatternError(`invalid ISO 8601 format: length=${count}`)
      tokens.push({ letter: char, count })
      at += count
    } else {
      tokens.push({ text: char })
      at += 1
    }
  }
  return tokens
}

/** Two quotes are one, inside of quotes and outside. */
function quoted(pattern: string, start: number): { text: string; end: number } {
  if (pattern[start + 1] === "'") return { text: "'", end: start + 2 }
  let text = ''
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] !== "'") text += pattern.charAt(at)
    else if (pattern[at + 1] === "'") {
      text += "'"
      at += 1
    } else return { text, end: at + 1 }
  }
  throw new DatePatternError('Unterminated quote')
}

/** What is most often meant otherwise; empty: nothing. */
export function patternWarnings(pattern: string): string[] {
  const letters = tokensOf(pattern).flatMap((token) => ('letter' in token ? [token] : []))
  const has = (letter: string): boolean => letters.some((one) => one.letter === letter)
  const warnings: string[] = []
  if (has('Y') && !has('w'))
    warnings.push('YYYY is the year of the week, which differs from the year around New Year: use yyyy.')
  if (has('D') && has('M')) warnings.push('DD is the day of the year: use dd for the day of the month.')
  if (letters.some(({ letter, count }) => letter === 'S' && count > 3))
    warnings.push('S counts milliseconds: more than three of them read 123456 as 123,456 milliseconds.')
  if (has('h') && !has('a')) warnings.push('hh is the hour of 1 to 12 without a or p.m.: use HH for 0 to 23.')
  return warnings
}
