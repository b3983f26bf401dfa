// Validates a connector's configuration field by field, in the shape of Confluent's connect/v1 and Kafka Connect's
// validate endpoint. Never throws for bad input: what is wrong stands at its field.
import {
  isFieldVisible,
  type ConnectorField,
  type ConnectorSpec,
  type Dialect,
  type Importance,
} from './catalog/spec'
import { checkValue } from './check-value'
import { didYouMean } from './did-you-mean'
import {
  dialectOf,
  isMasked,
  nameInDialect,
  readConfigValues,
  SECRET_MASK,
  type ConfigProblem,
  type ConnectorConfig,
} from './read-config'

export type ConfigDefinition = {
  name: string
  type: string
  required: boolean
  default_value: string
  importance: Importance
  documentation: string
  group: string
  width: 'NONE'
  display_name: string
  dependents: string[]
  order: number
  alias: string
}
export type ConfigValue = {
  name: string
  value: string | null
  recommended_values: string[]
  errors: string[]
  visible: boolean
}
export type ConfigInfo = { definition: ConfigDefinition; value: ConfigValue; metadata: Record<string, never> }
export type ConfigValidation = {
  name: string
  groups: string[]
  error_count: number
  configs: ConfigInfo[]
  /** Ours: what is accepted but has no effect here. */
  warnings: ConfigProblem[]
}

export type ValidationContext = {
  /** `validate` accepts masked secrets, `create` refuses them, `update` keeps the present ones. */
  mode: 'validate' | 'create' | 'update'
  /** Configuration at launch or as it is now; needed for `update`. */
  current?: ConnectorConfig
  takenNames?: readonly string[]
  /** Offered as recommended values of topic fields. */
  topics?: readonly string[]
}

const NOT_YET = /^(transforms|predicates)(\.|$)/

const definitionOf = (
  field: ConnectorField,
  name: string,
  order: number,
  dialect: Dialect,
): ConfigDefinition => ({
  name,
  type: field.type,
  required: field.required ?? false,
  default_value: (dialect === 'self-managed' ? field.selfManagedDefault : undefined) ?? field.default ?? '',
  importance: field.importance,
  documentation: field.help,
  group: field.group,
  width: 'NONE',
  display_name: field.label,
  dependents: [...(field.dependents ?? [])],
  order,
  alias: field.aliases?.[0] ?? '',
})

const recommendedOf = (field: ConnectorField, { topics }: ValidationContext): string[] => {
  if (field.control === 'topic' || field.control === 'topics') return [...(topics ?? [])]
  return [...(field.options ?? field.recommended ?? [])].map((option) => option.value)
}

const checkSecret = (
  field: ConnectorField,
  value: string,
  { mode, current }: ValidationContext,
): string[] | undefined => {
  if (!field.isSecret || mode === 'validate') return undefined
  const hasPresent = mode === 'update' && current?.[field.name] !== undefined
  if (hasPresent && (value === '' || isMasked(value))) return []
  return isMasked(value) ? [`${field.label} is only the mask of a secret. Enter the real value.`] : undefined
}

const checkFixed = (
  field: ConnectorField,
  value: string,
  { mode, current }: ValidationContext,
): string | undefined => {
  const before = mode === 'update' ? current?.[field.name] : undefined
  if (field.isEditable || before === undefined || value === '' || value === before) return undefined
  return `${field.label} cannot be changed once the connector is launched. Launch another connector instead.`
}

const checkField = (
  spec: ConnectorSpec,
  field: ConnectorField,
  config: ConnectorConfig,
  dialect: Dialect,
  context: ValidationContext,
): string[] => {
  const given = config[field.name] ?? ''
  const secret = checkSecret(field, given, context)
  if (secret) return secret
  if (given === '') {
    const isMissing = field.required && field.default === undefined
    return isMissing && isFieldVisible(spec, field, config) ? [`${field.label} is required.`] : []
  }
  if (field.isSecret && isMasked(given)) return []
  if (field.name === 'connector.class') return []
  const fixed = checkFixed(field, given, context)
  if (fixed !== undefined) return [fixed]
  if (field.name === 'name' && context.mode === 'create' && context.takenNames?.includes(given)) {
    return [`A connector named "${given}" already exists in this cluster. Choose another name.`]
  }
  return checkValue(field, given, config, dialect)
}

const choiceProblems = (spec: ConnectorSpec, config: ConnectorConfig, dialect: Dialect): ConfigProblem[] =>
  spec.choices.flatMap(({ alternatives, label }) => {
    const filled = alternatives.filter(({ field }) => (config[field] ?? '').trim() !== '')
    const others = spec.fields.some(
      (f) => f.name === 'schema.filename' && dialect === 'self-managed' && config[f.name],
    )
    if (filled.length === 1 || (filled.length === 0 && others)) return []
    const labels = alternatives.map((alternative) => alternative.label)
    const name = (filled.length === 0 ? alternatives[0] : filled.at(-1))?.field ?? ''
    const message =
      filled.length === 0
        ? `${label}: choose "${labels.join('" or "')}".`
        : `${label}: give only one of "${labels.join('" and "')}".`
    return [{ name, message }]
  })

/** Moves aliases and dialect names to the spec's own names; names that no field has are returned as unknown. */
const canonical = (spec: ConnectorSpec, given: ConnectorConfig, dialect: Dialect) => {
  const config: ConnectorConfig = {}
  const unknown: string[] = []
  for (const [name, value] of Object.entries(given)) {
    const field = spec.fields.find((f) => nameInDialect(f, dialect) === name || f.aliases?.includes(name))
    if (!field) unknown.push(name)
    else if (name === nameInDialect(field, dialect) || config[field.name] === undefined)
      config[field.name] = value
  }
  return { config, unknown }
}

const unknownWarning = (spec: ConnectorSpec, name: string, dialect: Dialect): ConfigProblem => {
  const known = spec.fields.flatMap((field) => nameInDialect(field, dialect) ?? [])
  const close = didYouMean(name, known)
  return {
    name,
    message: `"${name}" is not a property of this connector and is ignored.${close ? ` Did you mean ${close}?` : ''}`,
  }
}

export const validateConnectorConfig = (
  spec: ConnectorSpec,
  input: Record<string, unknown>,
  context: ValidationContext,
): ConfigValidation => {
  const read = readConfigValues(input)
  const dialect = dialectOf(spec, read.config['connector.class'])
  const { config, unknown } = canonical(spec, read.config, dialect)
  const problems = [...read.problems, ...choiceProblems(spec, config, dialect)]
  for (const name of unknown.filter((key) => NOT_YET.test(key))) {
    problems.push({
      name,
      message: `"${name}" cannot be used: single message transforms are not supported yet. Remove it.`,
    })
  }
  const groups = [...new Set(spec.fields.map((field) => field.group))]
  const orders = new Map<string, number>()
  const configs = spec.fields.flatMap((field): ConfigInfo[] => {
    const name = nameInDialect(field, dialect)
    if (name === undefined) return []
    const order = (orders.get(field.group) ?? 0) + 1
    orders.set(field.group, order)
    const value = config[field.name] ?? field.default ?? null
    return [
      {
        definition: definitionOf(field, name, order, dialect),
        value: {
          name,
          value: field.isSecret && value ? SECRET_MASK : value,
          recommended_values: recommendedOf(field, context),
          errors: [
            ...problems.filter((problem) => problem.name === field.name).map((problem) => problem.message),
            ...checkField(spec, field, config, dialect, context),
          ],
          visible: field.control !== 'none' && isFieldVisible(spec, field, config),
        },
        metadata: {},
      },
    ]
  })
  const placed = new Set(configs.map((info) => info.value.name))
  const homeless = problems.filter((problem) => !placed.has(problem.name))
  return {
    name: dialect === 'managed' ? spec.className : (spec.selfManagedClassName ?? spec.className),
    groups,
    error_count: configs.reduce((sum, info) => sum + info.value.errors.length, homeless.length),
    configs: [...configs, ...homeless.map(strayInfo)],
    warnings: unknown
      .filter((name) => !NOT_YET.test(name))
      .map((name) => unknownWarning(spec, name, dialect)),
  }
}

/** A property that no field describes but that must not be let through. */
const strayInfo = ({ name, message }: ConfigProblem): ConfigInfo => ({
  definition: {
    name,
    type: 'STRING',
    required: false,
    default_value: '',
    importance: 'LOW',
    documentation: '',
    group: '',
    width: 'NONE',
    display_name: name,
    dependents: [],
    order: 0,
    alias: '',
  },
  value: { name, value: null, recommended_values: [], errors: [message], visible: true },
  metadata: {},
})

/** All errors as {field, message}, in the order of the fields. */
export const validationErrors = ({ configs }: ConfigValidation): { path: string; message: string }[] =>
  configs.flatMap(({ value }) => value.errors.map((message) => ({ path: value.name, message })))
