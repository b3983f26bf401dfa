// A given configuration of either dialect in the terms of its spec: fields by their own (managed) names and values, what is
// passed through to transforms, converters and clients, and what is not known. Pure; every reader of configurations begins here.
import { inertEverywhere, isAddedByConfluent } from '../catalog/framework-fields'
import type { ComposedProperty, ConnectorField, ConnectorSpec, Dialect } from '../catalog/spec'
import { fillConverters, readConverter } from './canonical-converters'
import { takeApart } from './composed-property'
import {
  dialectOf,
  isMasked,
  nameInDialect,
  spells,
  type ConfigProblem,
  type ConnectorConfig,
} from './config-values'

export type CanonicalConfig = {
  dialect: Dialect
  /** Only what was given. */
  fields: ConnectorConfig
  /** As given: transforms.*, predicates.*, key.converter.*, consumer.override.* and the like. */
  passed: ConnectorConfig
  unknown: string[]
  /** Accepted, but not as it might be meant. */
  warnings: ConfigProblem[]
  problems: ConfigProblem[]
  /** The given name of each field. */
  spelling: Record<string, string>
}

const PASSED =
  /^((transforms|predicates)(\.|$)|(key|value|header)\.converter\.|(producer|consumer|admin)\.override\.|topic\.creation\.|errors\.|exactly\.once\.support$|transaction\.boundary(\.|$)|offsets\.storage\.topic$)/

const otherDialect = (dialect: Dialect): Dialect => (dialect === 'managed' ? 'self-managed' : 'managed')

const canonicalValue = (field: ConnectorField, value: string, dialect: Dialect): string => {
  const text = field.type === 'BOOLEAN' ? value.trim().toLowerCase() : value
  const option =
    dialect === 'self-managed' && field.type !== 'LIST'
      ? field.options?.find((candidate) => spells(candidate, value, 'any case'))
      : undefined
  return option?.value ?? text
}

class Reading {
  readonly result: CanonicalConfig

  constructor(
    private readonly spec: ConnectorSpec,
    private readonly given: ConnectorConfig,
  ) {
    const dialect = dialectOf(spec, given['connector.class'])
    this.result = { dialect, fields: {}, passed: {}, unknown: [], warnings: [], problems: [], spelling: {} }
  }

  read(): CanonicalConfig {
    const later: [string, string][] = []
    for (const [name, value] of Object.entries(this.given))
      if (!this.isField(name, value)) later.push([name, value])
    for (const [name, value] of later) this.readOther(name, value)
    fillConverters(this.spec, this.result)
    return this.result
  }

  private set(field: ConnectorField, name: string, value: string): void {
    const { fields, spelling, dialect } = this.result
    fields[field.name] = canonicalValue(field, value, dialect)
    spelling[field.name] = name
  }

  private isField(name: string, value: string): boolean {
    const { dialect } = this.result
    const field = this.spec.fields.find((candidate) => nameInDialect(candidate, dialect) === name)
    if (field) this.set(field, name, value)
    return field !== undefined
  }

  private readOther(name: string, value: string): void {
    const composed = this.spec.composed?.find(({ selfManagedName }) => selfManagedName === name)
    if (composed) this.readComposed(composed, value)
    else if (name === 'key.converter' || name === 'value.converter')
      readConverter(this.spec, this.given, this.result, name)
    else if (!this.isAlias(name, value) && !this.isInert(name) && !isAddedByConfluent(name)) {
      if (PASSED.test(name)) this.result.passed[name] = value
      else this.result.unknown.push(name)
    }
  }

  /** Older spellings, and the name that the field has in the other dialect. */
  private isAlias(name: string, value: string): boolean {
    const { dialect, fields, warnings } = this.result
    const field = this.spec.fields.find(
      (candidate) =>
        (candidate.aliases?.includes(name) ?? false) ||
        (candidate.dialects === undefined &&
          (candidate.name === name || nameInDialect(candidate, otherDialect(dialect)) === name)),
    )
    if (!field) return false
    const own = nameInDialect(field, dialect)
    if ((fields[field.name] ?? '') !== '') {
      warnings.push({
        name,
        message: `"${name}" is ignored: ${this.result.spelling[field.name]} says the same.`,
      })
      return true
    }
    this.set(field, name, value)
    if (own !== undefined && !field.aliases?.includes(name))
      warnings.push({
        name,
        message: `"${name}" is read as ${own}, which is its name for this connector class.`,
      })
    return true
  }

  private isInert(name: string): boolean {
    const { dialect, warnings } = this.result
    const inert = [...(this.spec.inert ?? []), ...inertEverywhere].find(
      (candidate) => candidate.name === name && (candidate.dialects?.includes(dialect) ?? true),
    )
    if (inert) warnings.push({ name, message: `"${name}" has no effect here: ${inert.why}.` })
    return inert !== undefined
  }

  private readComposed(property: ComposedProperty, value: string): void {
    const { warnings, problems } = this.result
    const name = property.selfManagedName
    if (value.trim() === '' || isMasked(value)) return
    const taken = takeApart(property, value)
    problems.push(...taken.problems.map((message) => ({ name, message })))
    for (const { option, why } of taken.ignored)
      warnings.push({ name, message: `"${option}" in ${name} has no effect here: ${why}.` })
    for (const [part, text] of Object.entries(taken.values)) {
      const field = this.spec.fields.find((candidate) => candidate.name === part)
      if (field && (this.result.fields[part] ?? '') === '') this.set(field, name, text)
    }
  }
}

export const canonicalConfig = (spec: ConnectorSpec, given: ConnectorConfig): CanonicalConfig =>
  new Reading(spec, given).read()
