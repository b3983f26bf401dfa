// The converters of a configuration in the terms of its spec: a class stands for a format, and the other way round. Pure.
import type { CanonicalConfig } from './canonical-config'
import { converterClasses, formatOfConverter } from '../catalog/formats'
import { defaultIn, type ConnectorSpec } from '../catalog/spec'
import type { ConnectorConfig } from './config-values'

const fieldOf = (spec: ConnectorSpec, name: string) => spec.fields.find((field) => field.name === name)

export function readConverter(
  spec: ConnectorSpec,
  given: ConnectorConfig,
  { fields, passed, problems, spelling }: CanonicalConfig,
  name: 'key.converter' | 'value.converter',
): void {
  const value = given[name] ?? ''
  if (value.trim() === '') return
  const side = name === 'key.converter' ? 'key' : 'value'
  const format = formatOfConverter(value)
  if (format === undefined) {
    const known = Object.values(converterClasses).join(', ')
    problems.push({
      name,
      message: `There is no converter "${value.slice(0, 100)}". Choose one of ${known}.`,
    })
    return
  }
  const field = spec.formats[side]
  if (fieldOf(spec, field)) {
    fields[field] = format
    spelling[field] = name
  }
  const envelope = `${side}.converter.schemas.enable`
  if (format !== 'JSON' || given[envelope] !== undefined) return
  // Kafka Connect's JsonConverter has envelopes unless it is told otherwise.
  if (fieldOf(spec, envelope)) fields[envelope] = 'true'
  else passed[envelope] = 'true'
}

/** Kafka Connect gives a converter's properties to the class that stands beside them, so that it always stands there. */
export function fillConverters(spec: ConnectorSpec, { dialect, fields, passed }: CanonicalConfig): void {
  if (dialect !== 'self-managed') return
  for (const side of ['key', 'value'] as const) {
    const name = spec.formats[side]
    const field = fieldOf(spec, name)
    const format = fields[name] ?? (field ? defaultIn(field, dialect) : undefined)
    const className = Object.entries(converterClasses).find(([known]) => known === format)?.[1]
    if (className) passed[`${side}.converter`] = className
  }
}
