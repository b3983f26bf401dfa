// Names that no property has: said with the name that was probably meant. Pure.
import type { CanonicalConfig } from '../config/canonical-config'
import type { ConnectorSpec, Dialect } from '../catalog/spec'
import { nameInDialect, type ConfigProblem } from '../config/config-values'
import { converterWarnings } from './converter-warnings'
import { didYouMean } from './did-you-mean'
import { overrideWarnings } from './override-warnings'

const FRAMEWORK = ['transforms', 'predicates', 'key.converter', 'value.converter', 'header.converter']

const knownNames = (spec: ConnectorSpec, dialect: Dialect): string[] => [
  ...spec.fields.flatMap((field) => nameInDialect(field, dialect) ?? []),
  ...(dialect === 'self-managed' ? (spec.composed ?? []).map(({ selfManagedName }) => selfManagedName) : []),
  ...FRAMEWORK,
]

export const unknownWarnings = (
  spec: ConnectorSpec,
  names: readonly string[],
  dialect: Dialect,
): ConfigProblem[] => {
  const known = names.length > MOST_SLIPS ? [] : knownNames(spec, dialect)
  return names.map((name) => {
    const close = didYouMean(name, known)
    return {
      name,
      message: `"${name}" is not a property of this connector and is ignored.${close ? ` Did you mean ${close}?` : ''}`,
    }
  })
}

/** So many names that nobody knows were not typed by hand: what each of them may mean is not looked for. */
const MOST_SLIPS = 50

export const configWarnings = (spec: ConnectorSpec, canonical: CanonicalConfig): ConfigProblem[] => [
  ...canonical.warnings,
  ...unknownWarnings(spec, canonical.unknown, canonical.dialect),
  ...converterWarnings(spec, canonical),
  ...overrideWarnings(spec.type, canonical),
]
