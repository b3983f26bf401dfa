// Reads the part of regular expressions that can be generated from: literals, classes, escapes, groups,
// alternatives, quantifiers. Everything else is refused by name.

export type RegexPart = { item: RegexItem; min: number; max: number }
export type RegexItem = { kind: 'chars'; chars: string } | { kind: 'choice'; branches: RegexPart[][] }

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
const between = (from: string, to: string): string => {
  let out = ''
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) out += String.fromCharCode(code)
  return out
}
const DIGITS = between('0', '9')
const WORD = between('a', 'z') + between('A', 'Z') + DIGITS + '_'
const SPACE = ' \t'
const without = (chars: string): string => [...PRINTABLE].filter((char) => !chars.includes(char)).join('')

const CLASSES: Record<string, string> = {
  d: DIGITS,
  D: without(DIGITS),
  w: WORD,
  W: without(WORD),
  s: SPACE,
  S: without(SPACE),
}
const CONTROLS: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f' }
const MAX_DEPTH = 20
const MAX_REPEAT = 10_000
/** How far `*`, `+` and `{m,}` go beyond their minimum. */
const OPEN_END = 10

export class RegexProblem extends Error {}

export const parseRegex = (source: string): RegexPart[][] => {
  let at = 0
  const fail = (message: string): never => {
    throw new RegexProblem(`the regex "${source}" cannot be used at character ${at + 1}: ${message}`)
  }

  const escaped = (): string => {
    const char = source[at++]
    if (char === undefined) return fail('it ends with a backslash')
    if (char === 'u') {
      const code = source.slice(at, at + 4)
      if (!/^[0-9a-fA-F]{4}$/.test(code)) return fail('\\u needs four hexadecimal digits')
      at += 4
      return String.fromCharCode(parseInt(code, 16))
    }
    const known = CLASSES[char] ?? CONTROLS[char]
    if (known !== undefined) return known
    if (/[a-zA-Z0-9]/.test(char)) return fail(`\\${char} is not supported`)
    return char
  }

  const charClass = (): string => {
    const negated = source[at] === '^'
    if (negated) at++
    let chars = ''
    let first = true
    while (source[at] !== ']' || first) {
      first = false
      if (at >= source.length) return fail('the class [ has no closing ]')
      const from = source[at] === '\\' ? (at++, escaped()) : (source[at++] as string)
      if (source[at] !== '-' || source[at + 1] === ']' || at + 1 >= source.length) {
        chars += from
        continue
      }
      at++
      const to = source[at] === '\\' ? (at++, escaped()) : (source[at++] as string)
      if (from.length !== 1 || to.length !== 1) return fail('a class such as \\d cannot end a range')
      if (from > to) return fail(`the range ${from}-${to} runs backwards`)
      chars += between(from, to)
    }
    at++
    const distinct = [...new Set(chars)].join('')
    const result = negated ? without(distinct) : distinct
    return result === '' ? fail('the class matches no character') : result
  }

  const quantifier = (): { min: number; max: number } => {
    const char = source[at]
    if (char === '?') return (at++, { min: 0, max: 1 })
    if (char === '*') return (at++, { min: 0, max: OPEN_END })
    if (char === '+') return (at++, { min: 1, max: 1 + OPEN_END })
    if (char !== '{') return { min: 1, max: 1 }
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(source.slice(at))
    if (!match) return fail('a quantifier is {m}, {m,} or {m,n}; write \\{ for the character')
    at += match[0].length
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] ? Number(match[3]) : min + OPEN_END
    if (max < min) return fail(`the quantifier ${match[0]} has a maximum below its minimum`)
    if (max > MAX_REPEAT) return fail(`more than ${MAX_REPEAT} repetitions`)
    return { min, max }
  }

  const item = (depth: number): RegexItem => {
    const char = source[at++] as string
    if (char === '[') return { kind: 'chars', chars: charClass() }
    if (char === '.') return { kind: 'chars', chars: PRINTABLE }
    if (char === '\\') return { kind: 'chars', chars: escaped() }
    if (char === '(') {
      if (source.startsWith('?:', at)) at += 2
      else if (source[at] === '?') return fail('look-around and named groups are not supported')
      const branches = alternatives(depth + 1)
      if (source[at] !== ')') return fail('the group ( has no closing )')
      at++
      return { kind: 'choice', branches }
    }
    if (char === '*' || char === '+' || char === '?' || char === '{') {
      at--
      return fail(`${char} has nothing to repeat`)
    }
    return { kind: 'chars', chars: char }
  }

  const alternatives = (depth: number): RegexPart[][] => {
    if (depth > MAX_DEPTH) return fail(`groups are nested deeper than ${MAX_DEPTH}`)
    const branches: RegexPart[][] = [[]]
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++
        branches.push([])
        continue
      }
      if ((source[at] === '^' && at === 0) || (source[at] === '$' && at === source.length - 1)) {
        at++
        continue
      }
      const repeated = item(depth)
      const { min, max } = quantifier()
      if (source[at] === '?' || source[at] === '+') return fail('lazy and possessive quantifiers are not supported')
      branches.at(-1)?.push({ item: repeated, min, max })
    }
    return branches
  }

  const branches = alternatives(0)
  if (at < source.length) return fail('a ) has no opening (')
  return branches
}
