// The converters of a connector, as its configuration says: by classes (key.converter …) or by formats (input.data.format …).
import type { Dialect } from '@/lib/connectors/catalog/spec'
import type { Converter, HeaderConverter } from '@/lib/connectors/data/converter'
import type { RegistryClient } from '@/lib/schema-registries/client'
import {
  classOfConverter,
  converterOfClass,
  converterOfFormat,
  needsSchemaRegistry,
  type ConverterKind,
} from './classes'
import { ConverterConfigError, propertiesOf, type ConverterProperties } from './config'
import { jsonConverter } from './json/converter'
import {
  asConverter,
  asHeaderConverter,
  booleanConverter,
  byteArrayConverter,
  numberConverter,
  stringConverter,
  type PlainConverter,
} from './plain'
import { registeredConverter } from './registry/open'
import { simpleHeaderConverter } from './simple-header'

type Config = Readonly<Record<string, string>>
type Part = 'key' | 'value'

export type ConverterSetting = {
  config: Config
  dialect: Dialect
  kind: 'source' | 'sink'
}

export type ConverterSet = { key: Converter; value: Converter; header: HeaderConverter }

/**
 * `config` holds managed names and converter properties side by side; a converter's class wins over a format.
 * @throws ConverterConfigError that names the property.
 */
export function openConverters({
  registry,
  ...setting
}: ConverterSetting & { registry: RegistryClient | null }): ConverterSet {
  return {
    key: openPart('key', setting, registry),
    value: openPart('value', setting, registry),
    header: openHeaders(setting.config),
  }
}

/** Whether a format is configured whose schemas stand in a Schema Registry. */
export const needsRegistry = (setting: ConverterSetting): boolean =>
  (['key', 'value'] as const).some((part) => needsSchemaRegistry(chosen(part, setting).kind))

/** The classes of Kafka Connect that do what is chosen. @throws ConverterConfigError */
export const converterNames = (
  setting: ConverterSetting,
): { key: string; value: string; header: string } => ({
  key: classOfConverter(chosen('key', setting).kind),
  value: classOfConverter(chosen('value', setting).kind),
  header: classOfConverter(chosenForHeaders(setting.config)),
})

/**
 * What comes after the address of a Schema Registry for a connector that works in a context of it (`schema.context.name`): its ids
 * and subjects are that context's own.
 */
export function registryPathOf(config: Config): string {
  const context = (config['schema.context.name'] ?? '').replace(/^\./, '')
  return context === '' || context === 'default' ? '' : `/contexts/.${encodeURIComponent(context)}`
}

type Chosen = { kind: ConverterKind; property: string; properties: ConverterProperties }

function chosen(part: Part, { config, dialect, kind }: ConverterSetting): Chosen {
  const property = `${part}.converter`
  const given = config[property] ?? ''
  if (given !== '') {
    const found = converterOfClass(given)
    if (found === undefined || found === 'simple-header')
      throw new ConverterConfigError(property, `There is no converter "${given}".`)
    return { kind: found, property, properties: propertiesOf(config, property) }
  }
  const name = formatProperty(part, kind, config)
  const format = name === undefined ? undefined : config[name]
  if (name === undefined || format === undefined) {
    const fallback = dialect === 'managed' && part === 'key' ? 'string' : 'json'
    // Kafka Connect hands a converter its properties only where its class is given.
    const properties = dialect === 'managed' ? propertiesOf(config, property) : {}
    return { kind: fallback, property, properties }
  }
  const found = converterOfFormat(format)
  if (found === undefined) throw new ConverterConfigError(name, `There is no format "${format}".`)
  return { kind: found, property: name, properties: propertiesOf(config, property) }
}

function formatProperty(part: Part, kind: 'source' | 'sink', config: Config): string | undefined {
  const side = kind === 'sink' ? 'input' : 'output'
  const names = part === 'key' ? [`${side}.key.format`] : [`${side}.data.format`, 'data.format']
  return names.find((name) => (config[name] ?? '') !== '')
}

function openPart(part: Part, setting: ConverterSetting, registry: RegistryClient | null): Converter {
  const { kind, property, properties } = chosen(part, setting)
  if (kind === 'avro' || kind === 'json-schema' || kind === 'protobuf') {
    if (registry === null)
      throw new ConverterConfigError(property, 'The format needs a Schema Registry, and there is none.')
    return within(`${part}.converter`, () => registeredConverter({ kind, part, properties, registry }))
  }
  // Self-managed without a word: Kafka Connect's own default. A format of Confluent Cloud is without an envelope.
  const hasEnvelope = setting.dialect === 'self-managed' && property === `${part}.converter`
  return within(`${part}.converter`, () => asConverter(plainConverter(kind, properties, hasEnvelope)))
}

function chosenForHeaders(config: Config): ConverterKind {
  const given = config['header.converter'] ?? ''
  const kind = given === '' ? 'simple-header' : converterOfClass(given)
  if (kind !== undefined && !needsSchemaRegistry(kind)) return kind
  throw new ConverterConfigError('header.converter', `There is no header converter "${given}".`)
}

function openHeaders(config: Config): HeaderConverter {
  const kind = chosenForHeaders(config)
  return within('header.converter', () =>
    asHeaderConverter(plainConverter(kind, propertiesOf(config, 'header.converter'), true)),
  )
}

function within<T>(converter: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof ConverterConfigError)) throw error
    throw new ConverterConfigError(`${converter}.${error.property}`, error.message)
  }
}

function plainConverter(
  kind: ConverterKind,
  properties: ConverterProperties,
  hasEnvelope: boolean,
): PlainConverter {
  switch (kind) {
    case 'string':
      return stringConverter(properties)
    case 'bytes':
      return byteArrayConverter
    case 'boolean':
      return booleanConverter
    case 'json':
      return jsonConverter(properties, hasEnvelope)
    case 'simple-header':
      return simpleHeaderConverter
    case 'short':
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return numberConverter(kind)
    case 'avro':
    case 'json-schema':
    case 'protobuf':
      throw new ConverterConfigError('', 'The format needs a Schema Registry.')
  }
}
