// Validates a connector's configuration field by field. Never throws for bad input: what is wrong stands at its field.
import { isFieldVisible, type ConnectorField, type ConnectorSpec, type Dialect } from './catalog/spec'
import { checkField, choiceProblems } from './check-field'
import { didYouMean } from './did-you-mean'
import {
  dialectOf,
  nameInDialect,
  readConfigValues,
  SECRET_MASK,
  type ConfigProblem,
  type ConnectorConfig,
} from './read-config'
import {
  definitionOf,
  strayInfo,
  type ConfigInfo,
  type ConfigValidation,
  type ValidationContext,
} from './validation-shape'

const NOT_YET = /^(transforms|predicates)(\.|$)/

const recommendedOf = (field: ConnectorField, { topics }: ValidationContext): string[] => {
  if (field.control === 'topic' || field.control === 'topics') return [...(topics ?? [])]
  return [...(field.options ?? field.recommended ?? [])].map((option) => option.value)
}

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
