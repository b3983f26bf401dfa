// JSON whose numbers are written back as they came: amounts and ids larger than a JavaScript number would lose digits.
type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown

// Both are JavaScript since 2026 (JSON.parse source text access) and in Node 24; TypeScript's library lacks them yet.
const json = JSON as unknown as {
  parse: (text: string, reviver?: Reviver) => unknown
  rawJSON: (source: string) => unknown
}

const mayLoseDigits = /\d{16}|\d[.eE]/

/** Throws SyntaxError as JSON.parse does. The value is for JSON.stringify. */
export function parseJsonExactly(text: string): unknown {
  if (!mayLoseDigits.test(text)) return json.parse(text)
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? json.rawJSON(source)
      : value,
  )
}
