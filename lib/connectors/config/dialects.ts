// The same connector in the other dialect: managed as on Confluent Cloud, self-managed as for Kafka Connect. Pure; what has no
// counterpart is named. Secrets pass as they are: who shows the result masks them.
import { canonicalConfig, type CanonicalConfig } from './canonical-config'
import { converterClasses, type Format } from '../catalog/formats'
import {
  defaultIn,
  findField,
  isFieldVisible,
  optionsIn,
  type ConnectorField,
  type ConnectorSpec,
  type Dialect,
} from '../catalog/spec'
import { partsOf, putTogether } from './composed-property'
import { dialectOf, nameInDialect, type ConfigProblem, type ConnectorConfig } from './config-values'

export type Translation = { config: ConnectorConfig; warnings: ConfigProblem[] }

const REGISTERED: readonly string[] = ['AVRO', 'JSON_SR', 'PROTOBUF']

/** A configuration that is of this dialect already comes back as it is. */
export const toDialect = (spec: ConnectorSpec, config: ConnectorConfig, target: Dialect): Translation => {
  if (dialectOf(spec, config['connector.class']) === target || spec.selfManagedClassName === null)
    return { config, warnings: [] }
  const read = canonicalConfig(spec, config)
  const translated = target === 'managed' ? toManaged(spec, read) : toSelfManaged(spec, read)
  return { ...translated, warnings: [...read.warnings, ...translated.warnings] }
}

/** Given values, and defaults of the one dialect that the other does not share: they have to be said there. */
const valuesFor = (spec: ConnectorSpec, { dialect, fields }: CanonicalConfig, target: Dialect) => {
  const values: ConnectorConfig = {}
  for (const field of spec.fields) {
    const given = fields[field.name] ?? ''
    const silent = defaultIn(field, dialect) ?? ''
    const isSaid = given !== '' || (silent !== '' && silent !== defaultIn(field, target))
    if (field.dialects === undefined && isSaid) values[field.name] = given === '' ? silent : given
    else if (given !== '') values[field.name] = given
  }
  return values
}

const spelling = (field: ConnectorField, value: string, target: Dialect): string => {
  const option = optionsIn(field, target)?.find((candidate) => candidate.value === value)
  return (target === 'self-managed' ? option?.selfManagedValue : undefined) ?? value
}

const withoutCounterpart = (name: string, why: string): ConfigProblem => ({
  name,
  message: `"${name}" is left out: ${why}`,
})

const toManaged = (spec: ConnectorSpec, read: CanonicalConfig): Translation => {
  const values = valuesFor(spec, read, 'managed')
  const config: ConnectorConfig = {}
  const warnings: ConfigProblem[] = read.unknown.map((name) =>
    withoutCounterpart(name, 'it is not a property of this connector.'),
  )
  for (const [name, value] of Object.entries({ ...values, 'connector.class': spec.className })) {
    const field = findField(spec, name)
    if (!field || !isFieldVisible(spec, field, values)) continue
    if (field.dialects && !field.dialects.includes('managed'))
      warnings.push(
        withoutCounterpart(read.spelling[name] ?? name, 'managed connectors have no such property.'),
      )
    else {
      config[name] = value
      if (
        field.options &&
        field.type !== 'LIST' &&
        !optionsIn(field, 'managed')?.some((o) => o.value === value)
      )
        warnings.push({
          name,
          message: `Managed connectors do not have ${value} as a value of ${field.label}.`,
        })
    }
  }
  const { 'key.converter': _key, 'value.converter': _value, ...passed } = read.passed
  return { config: { ...config, ...passed }, warnings }
}

const toSelfManaged = (spec: ConnectorSpec, read: CanonicalConfig): Translation => {
  const values = valuesFor(spec, read, 'self-managed')
  const config: ConnectorConfig = { name: values.name ?? '' }
  const warnings: ConfigProblem[] = read.unknown.map((name) =>
    withoutCounterpart(name, 'it is not a property of this connector.'),
  )
  if (config.name === '') delete config.name
  config['connector.class'] = spec.selfManagedClassName ?? spec.className
  const composed = new Set((spec.composed ?? []).flatMap(partsOf))
  for (const property of spec.composed ?? []) {
    const text = putTogether(property, values)
    if (text !== null) config[property.selfManagedName] = text
  }
  const formats = new Set(Object.values(spec.formats))
  for (const [name, value] of Object.entries(values)) {
    const field = findField(spec, name)
    if (!field || name in config || composed.has(name) || formats.has(name)) continue
    if (!isFieldVisible(spec, field, values)) continue
    const own = nameInDialect(field, 'self-managed')
    if (own === undefined) {
      const isGiven = (read.fields[name] ?? '') !== ''
      if (isGiven) warnings.push(withoutCounterpart(name, reasonOf(field)))
    } else config[own] = spelling(field, inWords(name, value, values), 'self-managed')
  }
  const converters = convertersOf(spec, values, warnings)
  if (values['errors.deadletterqueue.topic.name'])
    config['errors.deadletterqueue.context.headers.enable'] = 'true'
  return { config: { ...config, ...converters, ...read.passed }, warnings }
}

/** `${connector}` is the connector's id, which Kafka Connect does not have. */
const inWords = (name: string, value: string, values: ConnectorConfig): string =>
  name === 'errors.deadletterqueue.topic.name'
    ? value.replaceAll('${connector}', values.name ?? 'connector')
    : value

const reasonOf = ({ group, name }: ConnectorField): string =>
  name.startsWith('kafka.') || name.startsWith('cloud.') || group === 'Kafka Cluster credentials'
    ? 'a self-managed worker signs in to Kafka with its own settings.'
    : 'Kafka Connect has no such property for this connector.'

const convertersOf = (
  spec: ConnectorSpec,
  values: ConnectorConfig,
  warnings: ConfigProblem[],
): ConnectorConfig => {
  const config: ConnectorConfig = {}
  for (const side of ['key', 'value'] as const) {
    const field = findField(spec, spec.formats[side])
    const format = values[spec.formats[side]] ?? field?.default ?? ''
    if (!Object.hasOwn(converterClasses, format)) continue
    config[`${side}.converter`] = converterClasses[format as Format]
    if (format === 'JSON')
      config[`${side}.converter.schemas.enable`] = values[`${side}.converter.schemas.enable`] ?? 'false'
    if (REGISTERED.includes(format))
      warnings.push({
        name: `${side}.converter.schema.registry.url`,
        message: `Say where the Schema Registry is in ${side}.converter.schema.registry.url, unless the worker’s settings do.`,
      })
  }
  return config
}
