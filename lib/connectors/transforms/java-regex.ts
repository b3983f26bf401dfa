// Java's regular expressions on topic names: RE2 runs them in linear time; what only a backtracking engine can (look-ahead)
// is run by JavaScript's within bounds; what neither runs as Java would is refused.
import { RE2JS } from 're2js'

export class RegexError extends Error {}

export type Groups = readonly (string | undefined)[]

export type JavaRegex = {
  /** Of the whole text. */
  matches: (text: string) => boolean
  /** First match anywhere. */
  find: (text: string) => { start: number; end: number; groups: Groups } | null
  groupCount: number
  groupNames: Readonly<Record<string, number>>
}

/** Longest name that a backtracking engine is given: topics have at most 249 characters. */
const MAX_BACKTRACKED = 249

const posix: Readonly<Record<string, string>> = {
  Lower: 'lower',
  Upper: 'upper',
  Alpha: 'alpha',
  Digit: 'digit',
  Alnum: 'alnum',
  Punct: 'punct',
  Graph: 'graph',
  Print: 'print',
  Blank: 'blank',
  Cntrl: 'cntrl',
  XDigit: 'xdigit',
  Space: 'space',
}

/** Java's classes in RE2's words. @throws RegexError for sets of classes, which RE2 reads as something else */
function toRe2(source: string): string {
  let isClass = false
  return source.replace(/\\Q[^]*?(?:\\E|$)|\\p\{(\w+)\}|\\.|\[\^?\]?|\]|&&/gs, (part, name?: string) => {
    if (name !== undefined) {
      const known = Object.hasOwn(posix, name) ? posix[name] : undefined
      if (known === undefined) return part
      return isClass ? `[:${known}:]` : `[[:${known}:]]`
    }
    if (part.startsWith('\\')) return part
    if (part === '&&' && isClass) throw new RegexError('intersections of classes (&&) are not supported')
    if (part.startsWith('[')) {
      if (isClass) throw new RegexError('a class within a class is not supported')
      isClass = true
    }
    if (part === ']') isClass = false
    return part
  })
}

function re2(source: string): JavaRegex {
  const compiled = RE2JS.compile(source)
  return {
    matches: (text) => compiled.matches(text),
    find: (text) => {
      const matcher = compiled.matcher(text)
      if (!matcher.find()) return null
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? undefined)
      return { start: matcher.start(), end: matcher.end(), groups }
    },
    groupCount: compiled.groupCount(),
    groupNames: compiled.namedGroups(),
  }
}

const hasLookAround = (source: string): boolean => /\(\?<?[=!]/.test(source.replace(/\\./gs, ''))

/** Few enough repeats, none within another, that a name of 249 characters takes a blink even at worst. */
function checkBounds(source: string): void {
  const plain = source.replace(/\\./gs, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x')
  const repeats = plain.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  if (repeats > 3)
    throw new RegexError('look-around with more than three repeats (*, +, {n,}) is not supported')
  if (/\)[*+{]/.test(plain)) throw new RegexError('look-around with repeated groups is not supported')
  if (/\\[1-9k]/.test(source)) throw new RegexError('back-references are not supported')
  if (/[*+?}]\+/.test(plain)) throw new RegexError('possessive repeats are not supported')
}

function backtracking(source: string): JavaRegex {
  checkBounds(source)
  const [, inline = '', body = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(source) ?? []
  // Java lets any sign be escaped, JavaScript only those with a meaning.
  const escaped = body.replace(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, '$1')
  const whole = new RegExp(`^(?:${escaped})$`, `u${inline}`)
  const anywhere = new RegExp(escaped, `u${inline}`)
  const bounded = (text: string): string => {
    if (text.length > MAX_BACKTRACKED)
      throw new RegexError(`Text of ${text.length} characters is too long for look-around`)
    return text
  }
  const groups = new RegExp(`${escaped}|`, `u${inline}`).exec('')
  return {
    matches: (text) => whole.test(bounded(text)),
    find: (text) => {
      const found = anywhere.exec(bounded(text))
      return found && { start: found.index, end: found.index + found[0].length, groups: found }
    },
    groupCount: (groups?.length ?? 1) - 1,
    groupNames: namesOf(body),
  }
}

function namesOf(source: string): Record<string, number> {
  const opening = source.replace(/\\./gs, '').match(/\((?:\?<[a-zA-Z]\w*>|(?!\?))/g) ?? []
  return Object.fromEntries(
    opening.flatMap((text, i) => (text.startsWith('(?<') ? [[text.slice(3, -1), i + 1]] : [])),
  )
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** @throws RegexError with words for people */
export function javaRegex(source: string): JavaRegex {
  try {
    return hasLookAround(source) ? backtracking(source) : re2(toRe2(source))
  } catch (error) {
    throw new RegexError(messageOf(error))
  }
}

/** RE2's own syntax. @throws RegexError */
export function re2Regex(source: string): JavaRegex {
  try {
    return re2(source)
  } catch (error) {
    throw new RegexError(messageOf(error))
  }
}
