// Switches of converters: what has no effect is said so, what has is never silent, and who may register what they ask for.
import { describe, expect, test } from 'vitest'
import { datagenSpec } from '@/lib/connectors/catalog/datagen'
import { isConverterSwitched } from '@/lib/connectors/catalog/converter-fields'
import { postgresSinkSpec } from '@/lib/connectors/catalog/postgres-sink'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { registeredSubjects } from '@/lib/connectors/validation/registered-subjects'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'

const warnings = (spec: ConnectorSpec, config: Record<string, string>) =>
  validateConnectorConfig(spec, { 'connector.class': spec.className, ...config }, { mode: 'validate' })
    .warnings.filter(({ name }) => name.includes('.converter.'))
    .map(({ name, message }) => message.replace(`"${name}"`, '').trim())

const idle = (said: string[]): number => said.filter((one) => one.includes('has no effect here')).length

/** Named for Confluent Cloud's connectors, in the order of its list. */
const namedForCloud = [
  ...['schemas.enable', 'replace.null.with.default', 'ignore.default.for.nullables', 'scrub.invalid.names'],
  ...['enhanced.avro.schema.support', 'connect.meta.data', 'enhanced.protobuf.schema.support'],
  ...['generate.index.for.unions', 'int.for.enums', 'optional.for.nullables', 'generate.struct.for.nulls'],
  ...['wrapper.for.nullables', 'wrapper.for.raw.primitives', 'object.additional.properties'],
  ...['use.optional.for.nonrequired', 'decimal.format', 'auto.register.schemas', 'use.latest.version'],
  ...['latest.compatibility.strict', 'value.subject.name.strategy', 'reference.subject.name.strategy'],
  ...['allow.optional.map.keys', 'flatten.singleton.unions', 'optional.for.proto2', 'flatten.unions'],
]

describe('Switches of converters', () => {
  test('each that Confluent Cloud has does something for some format, or says why it does nothing', () => {
    for (const name of namedForCloud) {
      const said = ['AVRO', 'JSON_SR', 'PROTOBUF', 'JSON'].map((format) => [
        ...warnings(postgresSinkSpec, { 'input.data.format': format, [`value.converter.${name}`]: 'true' }),
        ...warnings(datagenSpec, { 'output.data.format': format, [`value.converter.${name}`]: 'true' }),
      ])
      if (name.startsWith('reference')) expect(new Set(said.flat()).size, name).toBe(1)
      else expect(Math.min(...said.map(idle)), name).toBeLessThan(2)
      expect(said.flat().filter((one) => one.includes('no property'))).toEqual([])
    }
  })

  test('one of another format, or for the other direction, and one that nobody knows, are warnings', () => {
    expect(
      warnings(postgresSinkSpec, {
        'input.data.format': 'AVRO',
        'value.converter.connect.meta.data': 'true',
        'value.converter.decimal.format': 'NUMERIC',
        'value.converter.auto.register.schemas': 'true',
        'value.converter.conect.meta.data': 'true',
      }),
    ).toEqual([
      "has no effect here: it is for JSON, JSON_SR, and the value's format is AVRO.",
      'has no effect here: it is about writing, and a sink only reads.',
      'is no property of a converter here and has no effect. Did you mean value.converter.connect.meta.data?',
    ])
    expect(
      warnings(datagenSpec, {
        'output.data.format': 'PROTOBUF',
        'value.converter.optional.for.nullables': 'true',
        'value.converter.generate.struct.for.nulls': 'true',
      }),
    ).toEqual(['has no effect here: it is about reading, and a source only writes.'])
  })

  test('a source is converted by the framework where a switch says something else than its default', () => {
    expect(isConverterSwitched({ 'value.converter.auto.register.schemas': 'true' })).toBe(false)
    expect(isConverterSwitched({ 'value.converter.auto.register.schemas': 'false' })).toBe(true)
    expect(isConverterSwitched({ 'key.converter.use.schema.id': '7' })).toBe(true)
    expect(isConverterSwitched({ 'value.converter.nobody.knows': 'x' })).toBe(false)
  })
})

describe('Subjects that a source registers under', () => {
  const config = { 'kafka.topic': 'orders', 'output.data.format': 'AVRO', 'schema.context.name': 'sales' }
  const subjects = (more: Record<string, string>) =>
    registeredSubjects({ ...config, ...more }).map(({ subject }) => subject)

  test('is that of its topic, in its context', () => {
    expect(subjects({})).toEqual([':.sales:orders-value'])
    expect(subjects({ 'transforms.t.type': 'org.apache.kafka.connect.transforms.Cast$Value' })).toEqual([
      ':.sales:orders-value',
    ])
  })

  test('is any where records tell it: by a topic that a transform gives, or by the name of their schema', () => {
    for (const type of [
      'org.apache.kafka.connect.transforms.RegexRouter',
      'io.confluent.connect.transforms.ExtractTopic$Value',
      'ExtractTopic$Value',
    ])
      expect(subjects({ 'transforms.t.type': type })).toEqual([':.sales:*'])
    const strategy = 'value.converter.value.subject.name.strategy'
    expect(subjects({ [strategy]: 'RecordNameStrategy' })).toEqual([':.sales:*'])
    expect(subjects({ [strategy]: 'io.confluent.kafka.serializers.subject.TopicNameStrategy' })).toEqual([
      ':.sales:orders-value',
    ])
  })
})
