import { RegexError, type Groups, type JavaRegex } from './java-regex'

type Part = string | number

/** Java's replacement text: $1, ${name}, and a backslash before what stands for itself. @throws RegexError for a group that there is not */
export function replacementOf(text: string, regex: JavaRegex): (groups: Groups) => string {
  const parts: Part[] = []
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === '\\') {
      if (at + 1 === text.length) throw new RegexError('character to be escaped is missing')
      parts.push(text.charAt(at + 1))
      at += 2
    } else if (char === '$') {
      const { group, end } = groupAt(text, at, regex)
      parts.push(group)
      at = end
    } else {
      parts.push(char)
      at += 1
    }
  }
  return (groups) => parts.map((part) => (typeof part === 'string' ? part : (groups[part] ?? ''))).join('')
}

function groupAt(text: string, at: number, regex: JavaRegex): { group: number; end: number } {
  const named = /^\{(\w+)\}/.exec(text.slice(at + 1))
  if (named) {
    const name = named[1] ?? ''
    const group = Object.hasOwn(regex.groupNames, name) ? regex.groupNames[name] : undefined
    if (group === undefined) throw new RegexError(`No group with name {${name}}`)
    return { group, end: at + 1 + named[0].length }
  }
  const digits = /^\d+/.exec(text.slice(at + 1))?.[0]
  if (digits === undefined) throw new RegexError('Illegal group reference')
  // As many digits as still name a group.
  let length = 1
  while (length < digits.length && Number(digits.slice(0, length + 1)) <= regex.groupCount) length++
  const group = Number(digits.slice(0, length))
  if (group > regex.groupCount) throw new RegexError(`No group ${group}`)
  return { group, end: at + 1 + length }
}
