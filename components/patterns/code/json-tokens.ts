export type JsonToken = { kind: 'key' | 'string' | 'number' | 'word' | 'mark' | 'space'; text: string }

const pattern =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}[\],:])|(\s+)|(.)/gs

/** Splits JSON text for colouring; anything that is not JSON stays plain. Linear in the length. */
export function tokenizeJson(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  for (const match of text.matchAll(pattern)) {
    const [whole, quoted, colon, number, word, mark, space] = match
    if (quoted !== undefined && colon !== undefined) {
      tokens.push({ kind: 'key', text: quoted }, { kind: 'mark', text: colon })
    } else if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark })
    else if (space !== undefined) tokens.push({ kind: 'space', text: space })
    else tokens.push({ kind: 'mark', text: whole })
  }
  return tokens
}

export const tokenStyles: Record<JsonToken['kind'], string> = {
  key: 'text-accent',
  string: 'text-fg',
  number: 'text-info',
  word: 'text-info',
  mark: 'text-faint',
  space: '',
}
