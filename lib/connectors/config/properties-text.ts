// A .properties file as Java reads it: comments, "=", ":" or a space between, lines that go on after a backslash, escapes. Pure.

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

const unescape = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|(.)|$)/gs, (_, hex?: string, sign?: string) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16))
    return sign === undefined ? '' : (ESCAPES[sign] ?? sign)
  })

const goesOn = (line: string): boolean => /(^|[^\\])(\\\\)*\\$/.test(line)

const logicalLines = (text: string): string[] => {
  const lines: string[] = []
  let open: string | null = null
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line: string = raw.replace(/^[ \t\f]+/, '')
    if (open === null && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue
    const whole: string = (open ?? '') + line
    if (goesOn(whole)) open = whole.slice(0, -1)
    else {
      lines.push(whole)
      open = null
    }
  }
  return open === null ? lines : [...lines, open]
}

/** A name that comes twice has its last value. */
export const parseProperties = (text: string): Record<string, string> =>
  Object.fromEntries(
    logicalLines(text).map((line) => {
      const [, name = '', value = ''] =
        /^((?:\\.|[^\\=: \t\f])*)(?:[ \t\f]*[=:]|[ \t\f])?[ \t\f]*(.*)$/s.exec(line) ?? []
      return [unescape(name), unescape(value)]
    }),
  )
