// Puts what only the server knows to the fields of a validation. Pure.
import { canonicalConfig } from '../config/canonical-config'
import type { ConnectorSpec } from '../catalog/spec'
import { partsOf } from '../config/composed-property'
import { nameInDialect, type ConfigProblem, type ConnectorConfig } from '../config/config-values'
import { strayInfo, type ConfigValidation } from './validation-shape'

/** The name under which a field stands in the answer. */
const shownName = (spec: ConnectorSpec, config: ConnectorConfig) => {
  const { dialect, spelling } = canonicalConfig(spec, config)
  return (name: string): string => {
    const field = spec.fields.find((candidate) => candidate.name === name)
    if (!field) return name
    const composed = dialect === 'self-managed' ? (spec.composed ?? []) : []
    const whole = composed.find((property) => partsOf(property).includes(name))
    return whole?.selfManagedName ?? nameInDialect(field, dialect) ?? spelling[name] ?? name
  }
}

export const withProblems = (
  spec: ConnectorSpec,
  config: ConnectorConfig,
  validation: ConfigValidation,
  problems: readonly ConfigProblem[],
): ConfigValidation => {
  const shown = shownName(spec, config)
  const named = problems.map(({ name, message }) => ({ name: shown(name), message }))
  const known = new Set(validation.configs.map(({ value }) => value.name))
  // A value that is wrong in itself needs no second message about the world.
  const isNew = ({ name }: ConfigProblem): boolean =>
    !known.has(name) ||
    validation.configs.some(({ value }) => value.name === name && value.errors.length === 0)
  const added = named.filter(isNew)
  return {
    ...validation,
    error_count: validation.error_count + added.length,
    configs: [
      ...validation.configs.map((info) => {
        const errors = added.filter(({ name }) => name === info.value.name).map(({ message }) => message)
        return { ...info, value: { ...info.value, errors: [...info.value.errors, ...errors] } }
      }),
      ...added.filter(({ name }) => !known.has(name)).map(strayInfo),
    ],
  }
}
