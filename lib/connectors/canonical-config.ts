// A given configuration of either dialect in the terms of its spec: fields by their own (managed) names and values, what is
// passed through to transforms, converters and clients, and what is not known. Pure; every reader of configurations begins here.
import { converterClasses, formatOfConverter } from './catalog/formats'
import { inertEverywhere, isAddedByConfluent } from './catalog/framework-fields'
import type { ComposedProperty, ConnectorField, ConnectorSpec, Dialect } from './catalog/spec'
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
    this.fillConverters()
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
    else if (name === 'key.converter' || name === 'value.converter') this.readConverter(name, value)
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

  private readConverter(name: 'key.converter' | 'value.converter', value: string): void {
    const { fields, passed, problems, spelling } = this.result
    const side = name === 'key.converter' ? 'key' : 'value'
    const field = this.spec.formats[side]
    const format = formatOfConverter(value)
    if (value.trim() === '') return
    if (format === undefined) {
      const known = Object.values(converterClasses).join(', ')
      problems.push({
        name,
        message: `There is no converter "${value.slice(0, 100)}". Choose one of ${known}.`,
      })
      return
    }
    if (this.spec.fields.some((candidate) => candidate.name === field)) {
      fields[field] = format
      spelling[field] = name
    }
    const envelope = `${side}.converter.schemas.enable`
    if (format !== 'JSON' || this.given[envelope] !== undefined) return
    // Kafka Connect's JsonConverter has envelopes unless it is told otherwise.
    if (this.spec.fields.some((candidate) => candidate.name === envelope)) fields[envelope] = 'true'
    else passed[envelope] = 'true'
  }

  /** Kafka Connect gives a converter's properties to the class that stands beside them, so that it always stands there. */
  private fillConverters(): void {
    const { dialect, fields, passed } = this.result
    if (dialect !== 'self-managed') return
    for (const side of ['key', 'value'] as const) {
      const name = this.spec.formats[side]
      const field = this.spec.fields.find((candidate) => candidate.name === name)
      const format = fields[name] ?? field?.selfManagedDefault ?? field?.default ?? ''
      const className = Object.entries(converterClasses).find(([known]) => known === format)?.[1]
      if (className) passed[`${side}.converter`] = className
    }
  }
}

export const canonicalConfig = (spec: ConnectorSpec, given: ConnectorConfig): CanonicalConfig =>
  new Reading(spec, given).read()

/** What a field is when nothing is given. */
export const defaultIn = (field: ConnectorField, dialect: Dialect): string | undefined =>
  dialect === 'self-managed' ? (field.selfManagedDefault ?? field.default) : field.default
