// How Kafka Connect shows the values of a type.

const readable: Readonly<Record<string, RegExp>> = {
  INT: /^[+-]?\d+$/,
  SHORT: /^[+-]?\d+$/,
  LONG: /^[+-]?\d+$/,
  DOUBLE: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
  BOOLEAN: /^(true|false)$/i,
}
/** Connect shows a value that it cannot read as null, and one that only breaks a rule as it was sent. */
export const shownValue = (type: string, text: string | null): string | null =>
  text === null || (readable[type]?.test(text.trim()) ?? true) ? text : null

export const widthOf = (type: string): string =>
  type === 'STRING' || type === 'LIST' || type === 'CLASS' ? 'MEDIUM' : 'SHORT'
