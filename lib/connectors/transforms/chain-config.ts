// What a connector's configuration says of its transforms and predicates: aliases, classes, and who hangs on which predicate.
import {
  findPredicate,
  findTransform,
  type PredicateDefinition,
  type TransformClass,
} from '../catalog/transforms'
import { didYouMean } from '../validation/did-you-mean'
import { predicateDefinitions, transformClasses } from '../catalog/transforms'
import { TransformConfigError } from './config-error'
import { Properties, splitList, type RawConfig } from './properties'

export const aliasesOf = (config: RawConfig, kind: 'transforms' | 'predicates'): string[] => {
  const aliases = splitList(config[kind] ?? '')
  const twice = aliases.find((alias, i) => aliases.indexOf(alias) !== i)
  if (twice !== undefined)
    throw new TransformConfigError(
      kind,
      `Invalid value [${aliases.join(', ')}] for configuration ${kind}: Duplicate alias provided.`,
    )
  if (aliases.includes(''))
    throw new TransformConfigError(
      kind,
      `Invalid value [${aliases.join(', ')}] for configuration ${kind}: An alias is empty.`,
    )
  return aliases
}

function typeOf<Found>(
  config: RawConfig,
  prefix: string,
  find: (type: string) => Found | undefined,
  known: readonly { className: string }[],
): Found {
  const property = `${prefix}type`
  const type = config[property]?.trim() ?? ''
  if (type === '')
    throw new TransformConfigError(
      property,
      `Missing required configuration "${property}" which has no default value.`,
    )
  const found = find(type)
  if (found) return found
  const names = known.map(({ className }) => className)
  const variants = names.filter((name) => name.startsWith(`${type}$`))
  const close = didYouMean(type, names)
  const hint =
    variants.length > 0
      ? ` Choose ${variants.join(' or ')}.`
      : close === undefined
        ? ''
        : ` Did you mean ${close}?`
  throw new TransformConfigError(
    property,
    `Invalid value ${type} for configuration ${property}: Class ${type} could not be found.${hint}`,
  )
}

export type DeclaredTransform = {
  alias: string
  found: TransformClass
  properties: Properties
  predicate: string | null
  isNegated: boolean
}

/** The framework's own properties of every transform. */
const guardProperties = [
  {
    name: 'predicate',
    type: 'STRING',
    default: null,
    importance: 'MEDIUM',
    label: 'Predicate',
    help: 'The predicate that decides which records are transformed.',
  },
  {
    name: 'negate',
    type: 'BOOLEAN',
    default: 'false',
    importance: 'MEDIUM',
    label: 'Negate',
    help: 'Transforms the records for which the predicate does not hold.',
  },
] as const

export function declaredTransform(config: RawConfig, alias: string): DeclaredTransform {
  const prefix = `transforms.${alias}.`
  const found = typeOf(config, prefix, findTransform, transformClasses)
  const known = found.definition.properties.filter(
    ({ variants }) => !variants || (found.variant !== null && variants.includes(found.variant)),
  )
  const guards = new Properties(prefix, guardProperties, config)
  const predicate = guards.maybe('predicate')?.trim() ?? ''
  if (predicate !== '' && !aliasesOf(config, 'predicates').includes(predicate))
    guards.refuse('predicate', `Unknown predicate "${predicate}".`)
  if (predicate === '' && config[`${prefix}negate`] !== undefined)
    guards.refuse('negate', `there is no config 'predicate' for "${alias}" to negate.`)
  return {
    alias,
    found,
    properties: new Properties(prefix, known, config),
    predicate: predicate === '' ? null : predicate,
    isNegated: guards.flag('negate'),
  }
}

export type DeclaredPredicate = { definition: PredicateDefinition; properties: Properties }

export function declaredPredicate(config: RawConfig, alias: string): DeclaredPredicate {
  const prefix = `predicates.${alias}.`
  const definition = typeOf(config, prefix, findPredicate, predicateDefinitions)
  return { definition, properties: new Properties(prefix, definition.properties, config) }
}
