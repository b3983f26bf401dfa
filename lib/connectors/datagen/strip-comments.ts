/** Replaces // and /* comments outside of JSON strings by spaces, so that positions in messages stay right. */
export const stripComments = (text: string): string => {
  let out = ''
  let at = 0
  const blankUntil = (end: number): void => {
    out += text.slice(at, end).replace(/[^\n]/g, ' ')
    at = end
  }
  while (at < text.length) {
    const char = text[at] as string
    if (char === '"') {
      let end = at + 1
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
      out += text.slice(at, end + 1)
      at = end + 1
    } else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at)
      blankUntil(end < 0 ? text.length : end)
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2)
      blankUntil(end < 0 ? text.length : end + 2)
    } else {
      out += char
      at++
    }
  }
  return out
}
