// Converters whose schemas stand in a Schema Registry, after Confluent's: wire format, subject names, registering.
import type { Converter } from '@/lib/connectors/data/converter'
import type { RegistryClient } from '@/lib/schema-registries/client'
import type { SubjectNameStrategy } from '@/lib/serdes/subject-name'
import { avroCodec } from '../avro/codec'
import { booleanProperty, ConverterConfigError, type ConverterProperties } from '../config'
import { jsonSchemaCodec } from '../json-schema/codec'
import { protobufCodec } from '../protobuf/codec'
import type { SchemaCodec } from './codec'
import { RegisteredReader } from './reader'
import { RegisteredWriter, type RegisterSettings } from './writer'

export type RegisteredKind = 'avro' | 'json-schema' | 'protobuf'

const codecs: Record<RegisteredKind, (properties: ConverterProperties) => SchemaCodec> = {
  avro: avroCodec,
  'json-schema': jsonSchemaCodec,
  protobuf: protobufCodec,
}

type Opening = {
  kind: RegisteredKind
  part: 'key' | 'value'
  properties: ConverterProperties
  registry: RegistryClient
}

/** @throws ConverterConfigError */
export function registeredConverter({ kind, part, properties, registry }: Opening): Converter {
  const codec = codecs[kind](properties)
  const reader = new RegisteredReader(codec, registry, part)
  const writer = new RegisteredWriter(codec, registry, registerSettings(part, properties))
  return {
    prepareToConnect: (payloads, headers) => reader.prepare(payloads, headers),
    toConnect: (topic, payload, headers) => reader.read(topic, payload, headers),
    prepareFromConnect: (topic, schema) => writer.prepare(topic, schema),
    isUnprepared: (topic, schema) => writer.isUnprepared(topic, schema),
    fromConnect: (topic, schema, value) => writer.write(topic, schema, value),
  }
}

const strategies: readonly SubjectNameStrategy[] = [
  'TopicNameStrategy',
  'RecordNameStrategy',
  'TopicRecordNameStrategy',
]

function registerSettings(part: 'key' | 'value', properties: ConverterProperties): RegisterSettings {
  const name = `${part}.subject.name.strategy`
  const given = properties[name]?.trim() ?? ''
  // Self-managed configurations give the class with its package.
  const strategy = strategies.find((one) => one === (given.split('.').at(-1) || 'TopicNameStrategy'))
  if (strategy === undefined)
    throw new ConverterConfigError(name, `There is no subject name strategy "${given}".`)
  return {
    part,
    strategy,
    registers: booleanProperty(properties, 'auto.register.schemas', true),
    usesLatest: booleanProperty(properties, 'use.latest.version', false),
    isLatestStrict: booleanProperty(properties, 'latest.compatibility.strict', true),
    normalizes: booleanProperty(properties, 'normalize.schemas', false),
    schemaId: schemaIdOf(properties),
    isIdStrict: booleanProperty(properties, 'id.compatibility.strict', true),
  }
}

/** Null: none, which Confluent's serializers say by -1. */
function schemaIdOf(properties: ConverterProperties): number | null {
  const name = 'use.schema.id'
  const given = properties[name]?.trim() || '-1'
  if (!/^-?\d{1,10}$/.test(given))
    throw new ConverterConfigError(
      name,
      `Invalid value ${given} for configuration ${name}: Not a number of type INT`,
    )
  return Number(given) < 0 ? null : Number(given)
}
