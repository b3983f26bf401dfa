// How transforms and predicates are described: data only. The builder, validation and Kafka Connect's plugin list read it.
import type { ConnectorType, Importance } from '../spec'

export type TransformVariant = 'Key' | 'Value' | 'Header'

export type TransformProperty = {
  name: string
  type: 'STRING' | 'INT' | 'BOOLEAN' | 'LIST'
  /** Null: none, and none is needed. Undefined: the property is required. */
  default?: string | null
  /** The only values allowed. */
  options?: readonly string[]
  /** Options may be written in either case. */
  ignoresCase?: boolean
  importance: Importance
  label: string
  help: string
  placeholder?: string
  /** What the text is, where the builder can help with it. */
  holds?: 'field' | 'fields' | 'regex' | 'date-format' | 'json-path'
  /** Older spellings that are read but not written. */
  aliases?: readonly string[]
  /** Only for these variants; for all if absent. */
  variants?: readonly TransformVariant[]
}

export type TransformFamily = 'Apache Kafka' | 'Confluent' | 'Debezium' | 'jcustenborder'

export type TransformDefinition = {
  /** Java class; with variants, the full name is this, `$` and the variant. */
  className: string
  /** Empty: the class itself works on the whole record. */
  variants: readonly TransformVariant[]
  family: TransformFamily
  title: string
  /** One sentence. */
  help: string
  properties: readonly TransformProperty[]
  connectorTypes: readonly ConnectorType[]
  /** True: without a predicate it would hit every record, which nobody wants. */
  needsPredicate?: boolean
  /** Which dialects list it; both read it. */
  dialects: readonly ('managed' | 'self-managed')[]
}

export type PredicateDefinition = {
  className: string
  title: string
  help: string
  properties: readonly TransformProperty[]
}

export const bothTypes: readonly ConnectorType[] = ['source', 'sink']
export const bothDialects = ['managed', 'self-managed'] as const
export const keyOrValue: readonly TransformVariant[] = ['Key', 'Value']

export const replaceNullWithDefault: TransformProperty = {
  name: 'replace.null.with.default',
  type: 'BOOLEAN',
  default: 'true',
  importance: 'MEDIUM',
  label: 'Replace null with default',
  help: 'Reads a null field as the default of its schema, where it has one.',
}
