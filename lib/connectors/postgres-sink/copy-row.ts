// Back from a row in COPY's text form. Pure.
const unescaped: Record<string, string> = { '\\': '\\', n: '\n', r: '\r', t: '\t' }

export const unescapeCopy = (text: string): string =>
  text.replace(/\\([\\nrt])/g, (_all, one: string) => unescaped[one] ?? one)

/** The fields of one row; null: NULL. */
export const readCopyRow = (row: string): (string | null)[] =>
  row
    .replace(/\n$/, '')
    .split('\t')
    .map((field) => (field === '\\N' ? null : unescapeCopy(field)))
