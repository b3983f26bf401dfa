// A connector's configuration as people send it: one flat map of names to texts, numbers or booleans.
import {
  findField,
  isFieldVisible,
  type ConnectorField,
  type ConnectorSpec,
  type Dialect,
  type FieldOption,
} from './catalog/spec'

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

/** Turns numbers and booleans into texts; drops nulls; names what is neither. */
export const readConfigValues = (
  input: Record<string, unknown>,
): { config: ConnectorConfig; problems: ConfigProblem[] } => {
  const config: ConnectorConfig = {}
  const problems: ConfigProblem[] = []
  for (const [name, value] of Object.entries(input)) {
    if (typeof value === 'string') config[name] = value
    else if (typeof value === 'number' || typeof value === 'boolean') config[name] = String(value)
    else if (value !== null && value !== undefined) {
      problems.push({ name, message: `The value of "${name}" must be a text, a number or true or false.` })
    }
  }
  return { config, problems }
}

/** Same configuration under canonical (managed) names, defaults filled in, invisible fields left out. */
export const effectiveConfig = (spec: ConnectorSpec, config: ConnectorConfig): ConnectorConfig => {
  const dialect = dialectOf(spec, config['connector.class'])
  const given: ConnectorConfig = {}
  for (const field of spec.fields) {
    const name = nameInDialect(field, dialect)
    const spellings = name === undefined ? [] : [name, ...(field.aliases ?? [])]
    const spelling = spellings.find((candidate) => (config[candidate] ?? '') !== '')
    const fallback = dialect === 'self-managed' ? (field.selfManagedDefault ?? field.default) : field.default
    const value = spelling === undefined ? fallback : config[spelling]
    if (value !== undefined) given[field.name] = value
  }
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => {
      const field = findField(spec, name)
      return field !== undefined && isFieldVisible(spec, field, given)
    }),
  )
}

/** Secrets of an update that are missing or masked stay as they were: the mask itself is never stored. */
export const keepSecrets = (
  spec: ConnectorSpec,
  next: ConnectorConfig,
  current: ConnectorConfig,
): ConnectorConfig => {
  const kept = { ...next }
  for (const { name, isSecret } of spec.fields) {
    const value = next[name] ?? ''
    const before = current[name]
    if (isSecret && (value === '' || isMasked(value)) && before !== undefined) kept[name] = before
  }
  return kept
}

export const maskSecrets = (spec: ConnectorSpec, config: ConnectorConfig): ConnectorConfig =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      findField(spec, name)?.isSecret && value !== '' ? SECRET_MASK : value,
    ]),
  )
