// A connector's configuration as people send it: one flat map of names to texts, numbers or booleans. Pure.
import type { ConnectorField, ConnectorSpec, Dialect, FieldOption } from '../catalog/spec'

export type ConnectorConfig = Record<string, string>
export type ConfigProblem = { name: string; message: string }

const MASK = /^\*{3,}$/
export const SECRET_MASK = '****************'
export const isMasked = (value: string): boolean => MASK.test(value.trim())

export const dialectOf = (spec: ConnectorSpec, className: string | undefined): Dialect =>
  className === undefined || className === spec.className ? 'managed' : 'self-managed'

/** The name of the field in a dialect, undefined where the dialect has no such property. */
export const nameInDialect = (field: ConnectorField, dialect: Dialect): string | undefined => {
  if (field.dialects && !field.dialects.includes(dialect)) return undefined
  if (dialect === 'managed' || field.selfManagedName === undefined) return field.name
  return field.selfManagedName ?? undefined
}

/** The parts of a LIST. */
export const listOf = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Whether this is how an option is written, in one dialect or the other. */
export const spells = (
  { value, selfManagedValue }: FieldOption,
  text: string,
  precision: 'exactly' | 'any case',
): boolean => {
  const wanted = text.trim()
  if (precision === 'exactly') return wanted === value
  return [value, selfManagedValue].some((known) => known?.toLowerCase() === wanted.toLowerCase())
}

/** Far beyond what connectors need, so that no configuration keeps anybody busy for long. */
const MOST_PROPERTIES = 1000
const LONGEST_NAME = 200
const LONGEST_VALUE = 256 * 1024

const sizeProblem = (name: string, value: unknown): ConfigProblem | undefined => {
  if (name.length > LONGEST_NAME)
    return {
      name: 'config',
      message: `The name of a property has at most ${LONGEST_NAME} characters; "${name.slice(0, 40)}…" has ${name.length}.`,
    }
  if (name === '__proto__') return { name: 'config', message: `"${name}" cannot be the name of a property.` }
  return typeof value === 'string' && value.length > LONGEST_VALUE
    ? {
        name,
        message: `The value of "${name}" has ${value.length} characters; at most ${LONGEST_VALUE} fit.`,
      }
    : undefined
}

/** Turns numbers and booleans into texts; drops nulls; names what is neither, and what is too much. */
export const readConfigValues = (
  input: Record<string, unknown>,
): { config: ConnectorConfig; problems: ConfigProblem[] } => {
  const config: ConnectorConfig = {}
  const problems: ConfigProblem[] = []
  const entries = Object.entries(input)
  if (entries.length > MOST_PROPERTIES)
    problems.push({
      name: 'config',
      message: `A configuration has at most ${MOST_PROPERTIES} properties; this one has ${entries.length}.`,
    })
  for (const [name, value] of entries.slice(0, MOST_PROPERTIES)) {
    const tooMuch = sizeProblem(name, value)
    if (tooMuch) problems.push(tooMuch)
    else if (typeof value === 'string') config[name] = value
    else if (typeof value === 'number' || typeof value === 'boolean') config[name] = String(value)
    else if (value !== null && value !== undefined) {
      problems.push({ name, message: `The value of "${name}" must be a text, a number or true or false.` })
    }
  }
  return { config, problems }
}
