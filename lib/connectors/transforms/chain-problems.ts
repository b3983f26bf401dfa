// What is wrong with the transforms of a configuration, property by property, as Kafka Connect's validation names it.
import type { ConnectorType } from '../catalog/spec'
import type { TransformProperty } from '../catalog/transforms'
import { buildPredicate, buildTransform } from './build-chain'
import { aliasesOf, declaredPredicate, declaredTransform, type DeclaredTransform } from './chain-config'
import { TransformConfigError } from './config-error'
import { patternWarnings } from './date-pattern'
import { type Properties, type RawConfig } from './properties'

/** Kafka Connect's words repeat the value, which may be very long. */
const LONGEST_MESSAGE = 1000

export type ChainProblem = { name: string; message: string }

/** What it says when it fails; undefined: it does not. */
function problemOf(attempt: () => void): ChainProblem | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (!(error instanceof TransformConfigError)) throw error
    return { name: error.property, message: error.message.slice(0, LONGEST_MESSAGE) }
  }
}

function checkProperty(property: TransformProperty, properties: Properties): void {
  if (property.type === 'BOOLEAN') properties.maybeFlag(property.name)
  else if (property.type === 'INT') properties.integer(property.name)
  else if (property.options) properties.text(property.name)
  else properties.maybe(property.name)
}

/** Each property by itself, then all together. */
function problemsWith(
  known: readonly TransformProperty[],
  properties: Properties,
  build: () => void,
): ChainProblem[] {
  const single = known.flatMap((property) => problemOf(() => checkProperty(property, properties)) ?? [])
  return single.length > 0 ? single : [problemOf(build)].filter((problem) => problem !== undefined)
}

function transformProblems(config: RawConfig, alias: string, connectorType: ConnectorType): ChainProblem[] {
  let declared: DeclaredTransform | undefined
  const problem = problemOf(() => {
    declared = declaredTransform(config, alias)
  })
  if (problem || !declared) return problem ? [problem] : []
  const { found, properties } = declared
  const one = declared
  if (!found.definition.connectorTypes.includes(connectorType))
    return [
      {
        name: `transforms.${alias}.type`,
        message: `Invalid value ${found.className} for configuration transforms.${alias}.type: it works with ${found.definition.connectorTypes.join(' and ')} connectors only.`,
      },
    ]
  return problemsWith(found.definition.properties, properties, () => buildTransform(one))
}

function predicateProblems(config: RawConfig, alias: string): ChainProblem[] {
  const problem = problemOf(() => declaredPredicate(config, alias))
  if (problem) return [problem]
  const declared = declaredPredicate(config, alias)
  return problemsWith(declared.definition.properties, declared.properties, () => buildPredicate(declared))
}

/** Empty: `buildChain` takes the configuration. */
export function chainProblems(config: RawConfig, connectorType: ConnectorType): ChainProblem[] {
  const lists = (['transforms', 'predicates'] as const).flatMap(
    (kind) => problemOf(() => aliasesOf(config, kind)) ?? [],
  )
  if (lists.length > 0) return lists
  return [
    ...aliasesOf(config, 'transforms').flatMap((alias) => transformProblems(config, alias, connectorType)),
    ...aliasesOf(config, 'predicates').flatMap((alias) => predicateProblems(config, alias)),
  ]
}

/** What works but is seldom meant: properties that nobody reads, predicates that nobody uses, slips in date patterns. */
export function chainWarnings(config: RawConfig, connectorType: ConnectorType): ChainProblem[] {
  if (chainProblems(config, connectorType).length > 0) return []
  const transforms = aliasesOf(config, 'transforms').map((alias) => declaredTransform(config, alias))
  const used = new Set(transforms.map(({ predicate }) => predicate))
  const unused = aliasesOf(config, 'predicates').filter((alias) => !used.has(alias))
  return [
    ...transforms.flatMap((declared) => transformWarnings(config, declared)),
    ...unused.map((alias) => ({
      name: `predicates.${alias}.type`,
      message: `No transform uses the predicate ${alias}.`,
    })),
  ]
}

function transformWarnings(
  config: RawConfig,
  { alias, found, properties, predicate }: DeclaredTransform,
): ChainProblem[] {
  const prefix = `transforms.${alias}.`
  const { properties: known, needsPredicate, title } = found.definition
  const names = ['type', 'predicate', 'negate', ...known.flatMap((one) => [one.name, ...(one.aliases ?? [])])]
  const unknown = Object.keys(config).filter(
    (name) => name.startsWith(prefix) && !names.includes(name.slice(prefix.length)),
  )
  const patterns = known.filter(({ holds }) => holds === 'date-format')
  return [
    ...unknown.map((name) => ({ name, message: `${title} has no property ${name.slice(prefix.length)}.` })),
    ...patterns.flatMap(({ name }) =>
      patternWarnings(properties.maybe(name) ?? '').map((message) => ({ name: prefix + name, message })),
    ),
    ...(needsPredicate && predicate === null
      ? [{ name: `${prefix}predicate`, message: `${title} without a predicate drops every record.` }]
      : []),
  ]
}
