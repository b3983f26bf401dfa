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

export const parseRegex = (source: string): RegexPart[][] => new RegexReader(source).read()

class RegexReader {
  private at = 0

  constructor(private readonly source: string) {}

  read(): RegexPart[][] {
    const branches = this.alternatives(0)
    if (this.at < this.source.length) this.fail('a ) has no opening (')
    return branches
  }

  private fail(message: string): never {
    throw new RegexProblem(
      `the regex "${this.source}" cannot be used at character ${this.at + 1}: ${message}`,
    )
  }

  private alternatives(depth: number): RegexPart[][] {
    if (depth > MAX_DEPTH) this.fail(`groups are nested deeper than ${MAX_DEPTH}`)
    const { source } = this
    const branches: RegexPart[][] = [[]]
    while (this.at < source.length && source[this.at] !== ')') {
      if (source[this.at] === '|') {
        this.at++
        branches.push([])
      } else if (this.isAnchor()) this.at++
      else branches.at(-1)?.push(this.part(depth))
    }
    return branches
  }

  private isAnchor(): boolean {
    const char = this.source[this.at]
    return (char === '^' && this.at === 0) || (char === '$' && this.at === this.source.length - 1)
  }

  private part(depth: number): RegexPart {
    const item = this.item(depth)
    const { min, max } = this.quantifier()
    const next = this.source[this.at]
    if (next === '?' || next === '+') this.fail('lazy and possessive quantifiers are not supported')
    return { item, min, max }
  }

  private item(depth: number): RegexItem {
    const char = this.source[this.at++] as string
    if (char === '[') return { kind: 'chars', chars: this.charClass() }
    if (char === '.') return { kind: 'chars', chars: PRINTABLE }
    if (char === '\\') return { kind: 'chars', chars: this.escaped() }
    if (char === '(') return this.group(depth)
    if (char === '*' || char === '+' || char === '?' || char === '{') {
      this.at--
      this.fail(`${char} has nothing to repeat`)
    }
    return { kind: 'chars', chars: char }
  }

  private group(depth: number): RegexItem {
    if (this.source.startsWith('?:', this.at)) this.at += 2
    else if (this.source[this.at] === '?') this.fail('look-around and named groups are not supported')
    const branches = this.alternatives(depth + 1)
    if (this.source[this.at] !== ')') this.fail('the group ( has no closing )')
    this.at++
    return { kind: 'choice', branches }
  }

  private quantifier(): { min: number; max: number } {
    const char = this.source[this.at]
    if (char === '?' || char === '*' || char === '+') {
      this.at++
      const min = char === '+' ? 1 : 0
      return { min, max: char === '?' ? 1 : min + OPEN_END }
    }
    if (char !== '{') return { min: 1, max: 1 }
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.source.slice(this.at))
    if (!match) return this.fail('a quantifier is {m}, {m,} or {m,n}; write \\{ for the character')
    const min = Number(match[1])
    const max = match[2] === undefined ? min : match[3] ? Number(match[3]) : min + OPEN_END
    if (max < min) this.fail(`the quantifier ${match[0]} has a maximum below its minimum`)
    if (max > MAX_REPEAT) this.fail(`more than ${MAX_REPEAT} repetitions`)
    this.at += match[0].length
    return { min, max }
  }

  private charClass(): string {
    const { source } = this
    const isNegated = source[this.at] === '^'
    if (isNegated) this.at++
    let chars = ''
    for (let first = true; source[this.at] !== ']' || first; first = false) {
      if (this.at >= source.length) this.fail('the class [ has no closing ]')
      chars += this.classPart()
    }
    this.at++
    const distinct = [...new Set(chars)].join('')
    const result = isNegated ? without(distinct) : distinct
    return result === '' ? this.fail('the class matches no character') : result
  }

  private classPart(): string {
    const { source } = this
    const from = this.classChar()
    if (source[this.at] !== '-' || source[this.at + 1] === ']' || this.at + 1 >= source.length) return from
    this.at++
    const to = this.classChar()
    if (from.length !== 1 || to.length !== 1) this.fail('a class such as \\d cannot end a range')
    if (from > to) this.fail(`the range ${from}-${to} runs backwards`)
    return between(from, to)
  }

  private classChar(): string {
    const char = this.source[this.at++] as string
    return char === '\\' ? this.escaped() : char
  }

  private escaped(): string {
    const char = this.source[this.at++]
    if (char === undefined) return this.fail('it ends with a backslash')
    if (char === 'u') {
      const code = this.source.slice(this.at, this.at + 4)
      if (!/^[0-9a-fA-F]{4}$/.test(code)) this.fail('\\u needs four hexadecimal digits')
      this.at += 4
      return String.fromCharCode(parseInt(code, 16))
    }
    const known = CLASSES[char] ?? CONTROLS[char]
    if (known !== undefined) return known
    return /[a-zA-Z0-9]/.test(char) ? this.fail(`\\${char} is not supported`) : char
  }
}
