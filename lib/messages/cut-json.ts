const closers: Record<string, string> = { '{': '}', '[': ']' }

/** The start of a JSON text, closed behind its last complete value. What is no JSON stays no JSON. */
export function cutJson(text: string): string {
  const open: string[] = []
  // Whatever opens or closes completes what is before it, so the stack at the end is the one of the last complete place.
  let end = 0
  let isInText = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (isInText) {
      if (char === '\\') at++
      else if (char === '"') isInText = false
    } else if (char === '"') isInText = true
    else if (char === '{' || char === '[') {
      open.push(closers[char] ?? '')
      end = at + 1
    } else if (char === '}' || char === ']') {
      open.pop()
      end = at + 1
    } else if (char === ',') end = at
  }
  return text.slice(0, end) + open.reverse().join('')
}
