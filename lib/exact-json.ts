// JSON whose numbers are written back as they came: amounts and ids larger than a JavaScript number, and 1.0, lose no digits.
type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown

// JavaScript since 2026 (JSON.parse source text access) and in Node 24; TypeScript's library lacks them yet, and so may a browser.
const json = JSON as unknown as {
  parse: (text: string, reviver?: Reviver) => unknown
  rawJSON?: (source: string) => unknown
  isRawJSON?: (value: unknown) => boolean
}

const mayLoseDigits = /\d{16}|\d[.eE]/

/** Throws SyntaxError as JSON.parse does. Numbers that a double cannot give back are raw JSON: JSON.stringify writes them as they were. */
export function parseJsonExactly(text: string): unknown {
  if (!mayLoseDigits.test(text) && !text.includes('-0')) return json.parse(text)
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? (json.rawJSON?.(source) ?? value)
      : value,
  )
}

export const isRawJson = (value: unknown): boolean => json.isRawJSON?.(value) ?? false

/** Of a raw number: what it counts, as a bigint where it is a whole one. Everything else as it is. */
export function exactNumber<T>(value: T): T | number | bigint {
  if (!isRawJson(value)) return value
  const digits = JSON.stringify(value)
  return /^-?\d+$/.test(digits) ? BigInt(digits) : Number(digits)
}

// A fraction of many digits is none.
const mayBeLong = /(?:^|[^.\d])\d{16}/

/** Plain values; whole numbers beyond ±2^53 are bigints. At the speed of JSON.parse where no text has that many digits. */
export function parseJsonWithBigInts(text: string): unknown {
  if (!mayBeLong.test(text)) return json.parse(text)
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    source !== undefined &&
    /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  )
}

/** A whole number as JSON writes it, with all its digits. */
export const rawInteger = (value: bigint): unknown => json.rawJSON?.(String(value)) ?? Number(value)
