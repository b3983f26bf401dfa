// Names that no property has: said with the name that was probably meant. Pure.
import type { CanonicalConfig } from '../config/canonical-config'
import type { ConnectorSpec, Dialect } from '../catalog/spec'
import { nameInDialect, type ConfigProblem } from '../config/config-values'
import { didYouMean } from './did-you-mean'

const FRAMEWORK = ['transforms', 'predicates', 'key.converter', 'value.converter', 'header.converter']

const knownNames = (spec: ConnectorSpec, dialect: Dialect): string[] => [
  ...spec.fields.flatMap((field) => nameInDialect(field, dialect) ?? []),
  ...(dialect === 'self-managed' ? (spec.composed ?? []).map(({ selfManagedName }) => selfManagedName) : []),
  ...FRAMEWORK,
]

export const unknownWarning = (spec: ConnectorSpec, name: string, dialect: Dialect): ConfigProblem => {
  const close = didYouMean(name, knownNames(spec, dialect))
  return {
    name,
    message: `"${name}" is not a property of this connector and is ignored.${close ? ` Did you mean ${close}?` : ''}`,
  }
}

export const configWarnings = (
  spec: ConnectorSpec,
  { warnings, unknown, dialect }: CanonicalConfig,
): ConfigProblem[] => [...warnings, ...unknown.map((name) => unknownWarning(spec, name, dialect))]
