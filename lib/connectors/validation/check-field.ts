// What is wrong with the value of one field, or with the choice between several.
import {
  defaultIn,
  isFieldVisible,
  type ConnectorField,
  type ConnectorSpec,
  type Dialect,
} from '../catalog/spec'
import { checkValue } from './check-value'
import { isMasked, nameInDialect, type ConfigProblem, type ConnectorConfig } from '../config/config-values'
import type { ValidationContext } from './validation-shape'

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

/** What a dialect has no name for it does not ask for, unless the configuration goes into it by itself (`kafka.auth.mode`). */
const isRequired = (field: ConnectorField, config: ConnectorConfig, dialect: Dialect): boolean =>
  field.required === true &&
  (nameInDialect(field, dialect) !== undefined ||
    (field.visibleWhen ?? []).some((condition) => (config[condition.field] ?? '') !== ''))

export const checkField = (
  spec: ConnectorSpec,
  field: ConnectorField,
  { given: config, complete }: { given: ConnectorConfig; complete: ConnectorConfig },
  dialect: Dialect,
  context: ValidationContext,
): string[] => {
  const given = config[field.name] ?? ''
  const secret = checkSecret(field, given, context)
  if (secret) return secret
  if (given === '') {
    const isMissing = isRequired(field, config, dialect) && defaultIn(field, dialect) === undefined
    return isMissing && isFieldVisible(spec, field, complete) ? [`${field.label} is required.`] : []
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

export const choiceProblems = (
  spec: ConnectorSpec,
  config: ConnectorConfig,
  dialect: Dialect,
): ConfigProblem[] =>
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
