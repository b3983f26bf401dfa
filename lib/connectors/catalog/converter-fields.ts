// Properties of the converters between bytes and data: keys, values and headers.
import { headerConverterClasses } from '../converters/classes'
import type { ConnectorField, ConnectorType, FieldOption } from './spec'

const GROUP = 'Additional Configs'

export const headerConverterField: ConnectorField = {
  name: 'header.converter',
  type: 'STRING',
  control: 'select',
  step: 'configuration',
  group: GROUP,
  label: 'Header converter',
  help: 'How the values of headers are read and written. Left empty, texts are taken for what they look like: numbers, booleans, lists, or plain texts.',
  options: headerConverterClasses.map((value) => ({
    value,
    label: value.slice(value.lastIndexOf('.') + 1).replace(/(Header)?Converter$/, ''),
  })),
  importance: 'LOW',
  isAdvanced: true,
  isEditable: true,
}

export const schemaContextField: ConnectorField = {
  name: 'schema.context.name',
  selfManagedName: null,
  type: 'STRING',
  control: 'none',
  step: 'configuration',
  group: 'Schema Config',
  label: 'Schema context',
  help: 'The Schema Registry context of the subjects that AVRO, JSON_SR and PROTOBUF use. Other formats have no use for it.',
  default: 'default',
  importance: 'MEDIUM',
  isEditable: false,
  validators: [
    {
      kind: 'pattern',
      pattern: '^(default|\\.?[\\w.-]{1,254}|:\\.[\\w.-]{0,253}:)$',
      message: 'A schema context is made of letters, digits, dots, hyphens and underscores, such as .orders.',
    },
  ],
}

type Side = 'key' | 'value'
type Switch = {
  name: string
  label: string
  help: string
  default?: string
  options?: readonly FieldOption[]
  /** Formats that the switch has a meaning for. */
  formats: readonly string[]
  /** Where it takes effect: reading (sinks), writing (sources) or both. */
  direction?: ConnectorType
}

const REGISTERED = ['AVRO', 'JSON_SR', 'PROTOBUF']
const option = (value: string, label = value): FieldOption => ({ value, label })
const strategies = ['TopicNameStrategy', 'RecordNameStrategy', 'TopicRecordNameStrategy'].map((name) =>
  option(name),
)

const subjectStrategy = (side: Side): Switch => ({
  name: `${side}.subject.name.strategy`,
  label: 'Subject name strategy',
  help: 'The subject that a schema is registered under: by the topic, by the name of the record, or by both.',
  default: 'TopicNameStrategy',
  options: strategies,
  formats: REGISTERED,
  direction: 'source',
})

const envelope: Switch = {
  name: 'schemas.enable',
  label: 'JSON with schema',
  help: 'Each message is an envelope of the schema and the payload, as Kafka Connect’s JSON converter writes them.',
  default: 'false',
  formats: ['JSON'],
}

const valueSwitches: readonly Switch[] = [
  envelope,
  {
    name: 'decimal.format',
    label: 'JSON decimal format',
    help: 'How decimals are written in JSON: BASE64 as bytes, NUMERIC as numbers.',
    default: 'BASE64',
    options: [option('BASE64'), option('NUMERIC')],
    formats: ['JSON', 'JSON_SR'],
    direction: 'source',
  },
  {
    name: 'replace.null.with.default',
    label: 'Replace null with default',
    help: 'Whether a field that is null, and whose schema has a default, has that default.',
    default: 'true',
    formats: ['JSON'],
  },
  {
    name: 'auto.register.schemas',
    label: 'Register schemas',
    help: 'Registers schemas that the registry does not know yet. Without it such a record fails.',
    default: 'true',
    formats: REGISTERED,
    direction: 'source',
  },
  {
    name: 'use.latest.version',
    label: 'Use the latest version',
    help: 'Writes with the latest schema of the subject, where schemas are not registered.',
    default: 'false',
    formats: REGISTERED,
    direction: 'source',
  },
  {
    name: 'latest.compatibility.strict',
    label: 'Strict compatibility with the latest version',
    help: 'Refuses to write with the latest schema what does not fit it.',
    default: 'true',
    formats: REGISTERED,
    direction: 'source',
  },
  {
    name: 'normalize.schemas',
    label: 'Normalize schemas',
    help: 'Registers schemas in their normal form, so that two spellings of one schema are one.',
    default: 'false',
    formats: REGISTERED,
    direction: 'source',
  },
  {
    name: 'scrub.invalid.names',
    label: 'Replace invalid names',
    help: 'Replaces characters in names that the format does not allow by underscores.',
    default: 'false',
    formats: ['AVRO', 'PROTOBUF'],
    direction: 'source',
  },
  {
    name: 'enhanced.avro.schema.support',
    label: 'Enhanced Avro schema support',
    help: 'Keeps enumerations and the namespaces of Avro schemas.',
    default: 'false',
    formats: ['AVRO'],
  },
  {
    name: 'connect.meta.data',
    label: 'Connect metadata in Avro schemas',
    help: 'Keeps names, versions and documentation of Connect’s schemas in the Avro schema.',
    default: 'true',
    formats: ['AVRO'],
  },
  {
    name: 'ignore.default.for.nullables',
    label: 'Ignore defaults of nullable fields',
    help: 'Keeps null in a field that may be null, though its schema has a default.',
    default: 'false',
    formats: ['AVRO', 'JSON_SR'],
  },
]

/** The converter switches of one side that take effect; `format` is the field that names the side's format. */
export const converterSwitches = (type: ConnectorType, side: Side, format: string): ConnectorField[] =>
  [...(side === 'value' ? valueSwitches : [envelope]), subjectStrategy(side)]
    .filter(({ direction }) => direction === undefined || direction === type)
    .map(({ name, label, help, formats, options, ...rest }) => ({
      name: `${side}.converter.${name}`,
      type: options ? 'STRING' : 'BOOLEAN',
      control: options ? 'select' : 'toggle',
      step: 'configuration',
      group: GROUP,
      label: `${side === 'key' ? 'Key' : 'Value'} converter: ${label}`,
      help,
      ...(rest.default === undefined ? {} : { default: rest.default }),
      ...(options ? { options } : {}),
      importance: 'LOW',
      isAdvanced: true,
      visibleWhen: [{ field: format, in: formats }],
      isEditable: true,
    }))
