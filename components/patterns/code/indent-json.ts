/** Re-indents valid JSON text without changing any token of it. */
export function indentJson(text: string): string {
  const out: string[] = []
  let depth = 0
  const line = () => out.push(`\n${'  '.repeat(depth)}`)
  const pattern = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs
  let isAfterOpen = false
  for (const [token] of text.matchAll(pattern)) {
    const isClose = token === '}' || token === ']'
    if (isClose) {
      depth -= 1
      if (!isAfterOpen) line()
    } else if (isAfterOpen) line()
    isAfterOpen = token === '{' || token === '['
    out.push(token === ':' ? ': ' : token)
    if (isAfterOpen) depth += 1
    if (token === ',') line()
  }
  return out.join('')
}
