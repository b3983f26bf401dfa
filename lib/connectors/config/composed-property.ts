// A property that stands for several fields (connection.url): taken apart by its template, and put together again. Pure.
import type { ComposedProperty } from '../catalog/spec'

export type TakenApart = {
  values: Record<string, string>
  /** Options that change nothing here, and why. */
  ignored: { option: string; why: string }[]
  problems: string[]
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const PART = '(\\[[0-9a-fA-F:.]+\\]|[^/?#:,@\\[\\]\\s]+)'

/** A part that has a default is optional, together with the sign before it. */
const patternOf = ({ template, partDefaults }: ComposedProperty): { pattern: RegExp; parts: string[] } => {
  const pieces = template.split(/\$\{([^}]+)\}/)
  const parts = pieces.filter((_, n) => n % 2 === 1)
  const source = pieces.map((piece, n) => {
    if (n % 2 === 1) return partDefaults[piece] === undefined ? PART : `${PART})?`
    const isBeforeOptional = partDefaults[pieces[n + 1] ?? ''] !== undefined
    return isBeforeOptional ? `${escape(piece.slice(0, -1))}(?:${escape(piece.slice(-1))}` : escape(piece)
  })
  return { pattern: new RegExp(`^${source.join('')}$`), parts }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const takeApart = (property: ComposedProperty, text: string): TakenApart => {
  const { selfManagedName: name, options, partDefaults, example } = property
  const [address = '', query = ''] = text.trim().split(/\?(.*)/s)
  const taken: TakenApart = { values: {}, ignored: [], problems: [] }
  const { pattern, parts } = patternOf(property)
  const match = pattern.exec(address)
  if (!match) {
    const problem = /[\r\n]/.test(text)
      ? `${name} must be one line.`
      : `${name} cannot be read: it looks like ${example}, with one host and nothing else before the "?".`
    return { ...taken, problems: [problem] }
  }
  parts.forEach((part, n) => (taken.values[part] = decode(match[n + 1] ?? partDefaults[part] ?? '')))
  for (const pair of query.split('&').filter(Boolean)) {
    const [key = '', value = ''] = pair.split(/=(.*)/s).map(decode)
    const option = Object.hasOwn(options, key) ? options[key] : undefined
    if (!option) {
      const allowed = Object.keys(options).join(', ')
      const hint = property.optionHints?.[key]
      taken.problems.push(
        `"${key.slice(0, 60)}" is not allowed in ${name}. ${hint ?? `Only ${allowed} are.`}`,
      )
    } else if ('ignored' in option) taken.ignored.push({ option: key, why: option.ignored })
    else taken.values[option.field] = option.values?.[value] ?? value
  }
  return taken
}

/** Null while a part is missing. */
export const putTogether = (
  { template, partDefaults }: ComposedProperty,
  values: Readonly<Record<string, string>>,
): string | null => {
  let isWhole = true
  const text = template.replace(/\$\{([^}]+)\}/g, (_, part: string) => {
    const value = values[part] || partDefaults[part]
    if (!value) isWhole = false
    return value ?? ''
  })
  return isWhole ? text : null
}

export const partsOf = ({ template }: ComposedProperty): string[] =>
  [...template.matchAll(/\$\{([^}]+)\}/g)].map(([, part = '']) => part)
