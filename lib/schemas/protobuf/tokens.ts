import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'

export type Token = { kind: 'word' | 'number' | 'string' | 'sign' | 'end'; text: string; at: number }

const pattern =
  /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|([A-Za-z_][A-Za-z0-9_]*)|((?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![A-Za-z_0-9]))|("(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')|([-+{}[\]()<>=;:,./])/y

const simpleEscapes: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Words, numbers, strings (with their escapes undone) and signs of a .proto file, one after the other. */
export class Tokens {
  private readonly list: Token[]
  private readonly text: string
  private position = 0

  constructor(text: string) {
    this.text = text
    this.list = split(text, (reason, at) => this.fail(reason, at))
  }

  get next(): Token {
    return this.list[this.position] ?? { kind: 'end', text: 'the end of the file', at: this.text.length }
  }

  take(): Token {
    const token = this.next
    this.position++
    return token
  }

  /** Takes the sign or word if it is the next. */
  accept(text: string): boolean {
    const isNext = this.next.text === text && this.next.kind !== 'string'
    if (isNext) this.position++
    return isNext
  }

  expect(text: string): void {
    if (!this.accept(text)) this.unexpected(`"${text}"`)
  }

  word(what: string): string {
    return this.next.kind === 'word' ? this.take().text : this.unexpected(what)
  }

  /** Strings that stand side by side are one. */
  string(what: string): string {
    if (this.next.kind !== 'string') this.unexpected(what)
    let text = ''
    while (this.next.kind === 'string') text += this.take().text
    return text
  }

  integer(what: string): number {
    const sign = this.accept('-') ? -1 : 1
    const value = this.next.kind === 'number' ? parseInteger(this.next.text) : null
    if (value === null) return this.unexpected(what)
    this.position++
    return sign * value
  }

  unexpected(wanted: string): never {
    const { text } = this.next
    return this.fail(`Expected ${wanted}, not ${this.next.kind === 'end' ? text : `"${text.slice(0, 60)}"`}`)
  }

  fail(reason: string, at = this.next.at): never {
    const before = this.text.slice(0, at).split('\n')
    throw new InvalidSchemaError(reason, `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`)
  }
}

function split(text: string, fail: (reason: string, at: number) => never): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) return fail(`Unexpected ${JSON.stringify(text[at])}`, at)
    const [, word, number, string, sign] = match
    if (word !== undefined) tokens.push({ kind: 'word', text: word, at })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at })
    else if (string !== undefined) tokens.push({ kind: 'string', text: unescape(string.slice(1, -1)), at })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at })
  }
  return tokens
}

const unescape = (text: string): string =>
  text.replace(
    /\\(?:[xX]([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g,
    (_all, hex?: string, octal?: string, short?: string, long?: string, one: string = '') => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff)
      const code = parseInt(hex ?? short ?? long ?? '', 16)
      return Number.isNaN(code) || code > 0x10ffff ? (simpleEscapes[one] ?? one) : String.fromCodePoint(code)
    },
  )

/** 0x1f, 017 and 12; null for what is no integer of 64 bits or less. */
export function parseInteger(text: string): number | null {
  if (/^0[0-7]+$/.test(text)) return parseInt(text, 8)
  return /^(0[xX][0-9a-fA-F]+|\d+)$/.test(text) ? Number(text) : null
}
