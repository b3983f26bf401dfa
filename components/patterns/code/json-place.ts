import type { EditorMark } from './editor-marks'

type Range = Pick<EditorMark, 'from' | 'to'>

const token = /\s*("(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+)/gsy

/** Where the value of a JSON pointer stands in the text; as far as it leads, where it leads nowhere. */
export function jsonPlace(text: string, pointer: string): Range | null {
  const path = pointer
    .replace(/^#/, '')
    .split('/')
    .filter((key) => key !== '')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const reader = new Reader(text)
  let range = reader.value(path[0] ?? null)
  for (const [depth] of path.entries()) {
    if (!range?.inner) break
    const below = new Reader(text, range.inner).value(path[depth + 1] ?? null)
    if (!below) break
    range = below
  }
  return range && { from: range.from, to: range.to }
}

type Found = Range & { inner: number | null }

/** Reads JSON as far as it is JSON. */
class Reader {
  constructor(
    private readonly text: string,
    private at = 0,
  ) {}

  private next(): { text: string; from: number; to: number } | null {
    token.lastIndex = this.at
    const [whole, one = ''] = token.exec(this.text) ?? []
    if (whole === undefined) return null
    this.at += whole.length
    return { text: one, from: this.at - one.length, to: this.at }
  }

  /** The next value, and where its child of that key or index begins. */
  value(key: string | null): Found | null {
    const first = this.next()
    if (!first) return null
    if (first.text !== '{' && first.text !== '[') return { from: first.from, to: first.to, inner: null }
    let inner: number | null = null
    let depth = 1
    let index = 0
    // A key is a string right after the opening or a comma of this object.
    let isKeyNext = first.text === '{'
    if (!isKeyNext && key === '0') inner = this.at
    for (let last = this.next(); last; last = this.next()) {
      if (last.text === '{' || last.text === '[') depth += 1
      else if (last.text === '}' || last.text === ']') depth -= 1
      if (depth === 0) return { from: first.from, to: last.to, inner }
      if (depth > 1) continue
      if (last.text === ',') {
        index += 1
        if (first.text === '[' && key === String(index)) inner = this.at
        isKeyNext = first.text === '{'
      } else if (isKeyNext) {
        isKeyNext = false
        const colon = this.next()
        if (colon?.text === ':' && key !== null && nameOf(last.text) === key) inner = this.at
      }
    }
    return { from: first.from, to: this.text.length, inner }
  }
}

function nameOf(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return null
  }
}
