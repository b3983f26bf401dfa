// What does not go together within one configuration. Pure.
import type { CanonicalConfig } from '../config/canonical-config'
import { defaultIn, holds, type ConnectorSpec } from '../catalog/spec'
import { choiceProblems } from './check-field'
import { listOf, type ConfigProblem, type ConnectorConfig } from '../config/config-values'
import { hostileProblems } from './hostile-values'

const DEAD_LETTERS = 'errors.deadletterqueue.topic.name'

/** Defaults of the dialect filled in: what conditions speak of. */
export const completeConfig = (
  spec: ConnectorSpec,
  { dialect, fields }: CanonicalConfig,
): ConnectorConfig => {
  const defaults = spec.fields.flatMap((field) => {
    const value = defaultIn(field, dialect)
    return value === undefined ? [] : [[field.name, value] as const]
  })
  const given = Object.entries(fields).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(given) }
}

const deadLetterProblems = (config: ConnectorConfig): ConfigProblem[] => {
  const name = config[DEAD_LETTERS]?.trim() ?? ''
  if (name === '' || !listOf(config.topics ?? '').includes(name)) return []
  const message = `The dead letter queue cannot be one of the topics that are read: ${name}.`
  return [{ name: DEAD_LETTERS, message }]
}

const ruleProblems = (spec: ConnectorSpec, config: ConnectorConfig): ConfigProblem[] => [
  ...(spec.rules ?? [])
    .filter(({ conditions }) => conditions.every((condition) => holds(spec, condition, config)))
    .map(({ field, message }) => ({ name: field, message })),
  ...deadLetterProblems(config),
]

/** What is wrong with it as a whole; single values are checked with their fields. */
export const configProblems = (
  spec: ConnectorSpec,
  given: ConnectorConfig,
  { problems, fields, dialect }: CanonicalConfig,
  complete: ConnectorConfig,
): ConfigProblem[] => [
  ...problems,
  ...hostileProblems(spec, given),
  ...choiceProblems(spec, fields, dialect),
  ...ruleProblems(spec, complete),
]
