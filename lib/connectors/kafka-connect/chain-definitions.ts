// Properties of the transforms and predicates that a configuration names, each under its alias, as Kafka Connect answers them.
import { findPredicate, findTransform, type TransformProperty } from '@/lib/connectors/catalog/transforms'
import { listOf } from '@/lib/connectors/config/config-values'
import type { FrameworkDefinition } from '@/lib/connectors/kafka-connect/framework'
import type { ConfigInput } from '@/lib/connectors/schema'

type Row = Omit<FrameworkDefinition, 'group' | 'order'>

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const typeRow = (prefix: string, what: string): Row => ({
  name: `${prefix}type`,
  type: 'CLASS',
  required: true,
  default_value: null,
  importance: 'HIGH',
  documentation: `The class of the ${what}.`,
})

const conditionRows = (prefix: string): Row[] => [
  {
    name: `${prefix}predicate`,
    type: 'STRING',
    required: false,
    default_value: '',
    importance: 'MEDIUM',
    documentation: 'The predicate that decides which records are transformed.',
  },
  {
    name: `${prefix}negate`,
    type: 'BOOLEAN',
    required: false,
    default_value: 'false',
    importance: 'MEDIUM',
    documentation: 'Transforms the records that the predicate does not name.',
  },
]

const propertyRow = (prefix: string, property: TransformProperty): Row => ({
  name: `${prefix}${property.name}`,
  type: property.type,
  required: property.default === undefined,
  default_value: property.default ?? null,
  importance: property.importance,
  documentation: property.help,
})

const inGroup = (group: string, rows: readonly Row[]): FrameworkDefinition[] =>
  rows.map((row, index) => ({ ...row, group, order: index + 1 }))

export const chainDefinitions = (given: ConfigInput): FrameworkDefinition[] => [
  ...listOf(textOf(given.transforms)).flatMap((alias) => {
    const prefix = `transforms.${alias}.`
    const found = findTransform(textOf(given[`${prefix}type`]).trim())
    const properties = (found?.definition.properties ?? []).filter(
      ({ variants }) => !variants || (found?.variant != null && variants.includes(found.variant)),
    )
    return inGroup(`Transforms: ${alias}`, [
      typeRow(prefix, 'transform'),
      ...conditionRows(prefix),
      ...properties.map((property) => propertyRow(prefix, property)),
    ])
  }),
  ...listOf(textOf(given.predicates)).flatMap((alias) => {
    const prefix = `predicates.${alias}.`
    const properties = findPredicate(textOf(given[`${prefix}type`]).trim())?.properties ?? []
    return inGroup(`Predicates: ${alias}`, [
      typeRow(prefix, 'predicate'),
      ...properties.map((property) => propertyRow(prefix, property)),
    ])
  }),
]
