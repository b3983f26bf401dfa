// The `transforms.*` and `predicates.*` properties of a connector as a list of steps, and back.
import { findTransform } from '@/lib/connectors/catalog/transforms'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'

type Properties = Readonly<Record<string, string>>

/** A condition of its own for one step or shared by several. */
export type PredicateStep = { alias: string; type: string; properties: Properties }
export type TransformStep = {
  alias: string
  type: string
  properties: Properties
  /** Alias of its condition; empty: it works on every record. */
  predicate: string
  isNegated: boolean
}
export type TransformList = { steps: readonly TransformStep[]; predicates: readonly PredicateStep[] }

const isOfChain = (name: string): boolean => /^(transforms|predicates)(\.|$)/.test(name)

const namesIn = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
  ),
]

/** What stands behind `transforms.a.` or `predicates.a.`. */
function propertiesOf(config: ConnectorConfig, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
}

export function readTransforms(config: ConnectorConfig): TransformList {
  return {
    steps: namesIn(config.transforms).map((alias) => {
      const {
        type = '',
        predicate = '',
        negate = '',
        ...properties
      } = propertiesOf(config, `transforms.${alias}.`)
      return { alias, type, properties, predicate, isNegated: negate.toLowerCase() === 'true' }
    }),
    predicates: namesIn(config.predicates).map((alias) => {
      const { type = '', ...properties } = propertiesOf(config, `predicates.${alias}.`)
      return { alias, type, properties }
    }),
  }
}

/** The other properties stay as they are; conditions that no step has any more go. */
export function writeTransforms(
  config: ConnectorConfig,
  { steps, predicates }: TransformList,
): ConnectorConfig {
  const used = predicates.filter(({ alias }) => steps.some(({ predicate }) => predicate === alias))
  const others = Object.entries(config).filter(([name]) => !isOfChain(name))
  return {
    ...Object.fromEntries(others),
    ...(steps.length > 0 ? { transforms: steps.map(({ alias }) => alias).join(',') } : {}),
    ...prefixed('transforms', steps, ({ predicate, isNegated }) => ({
      ...(predicate === '' ? {} : { predicate }),
      ...(predicate !== '' && isNegated ? { negate: 'true' } : {}),
    })),
    ...(used.length > 0 ? { predicates: used.map(({ alias }) => alias).join(',') } : {}),
    ...prefixed('predicates', used, () => ({})),
  }
}

function prefixed<Item extends PredicateStep>(
  kind: string,
  items: readonly Item[],
  rest: (item: Item) => Record<string, string>,
): ConnectorConfig {
  return Object.fromEntries(
    items.flatMap((item) =>
      Object.entries({ type: item.type, ...given(item.properties), ...rest(item) }).map(([name, value]) => [
        `${kind}.${item.alias}.${name}`,
        value,
      ]),
    ),
  )
}

const given = (properties: Properties) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''))

/** "maskField", or "maskField2" where that is taken. */
export function freshAlias(className: string, taken: readonly string[]): string {
  const [simple = 'step'] = (className.split('.').at(-1) ?? '').split('$')
  const base = simple.charAt(0).toLowerCase() + simple.slice(1)
  for (let n = 1; ; n++) {
    const alias = n === 1 ? base : `${base}${n}`
    if (!taken.includes(alias)) return alias
  }
}

export const titleOf = (type: string): string => {
  const found = findTransform(type)
  if (!found) return type
  return found.variant ? `${found.definition.title} (${found.variant.toLowerCase()})` : found.definition.title
}

/** The steps with one of them at another place. */
export function moved(steps: readonly TransformStep[], from: number, to: number): TransformStep[] {
  const rest = [...steps]
  const [taken] = rest.splice(from, 1)
  if (taken) rest.splice(Math.max(0, Math.min(to, rest.length)), 0, taken)
  return rest
}
