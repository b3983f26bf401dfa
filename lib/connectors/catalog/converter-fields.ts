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

type Flag = [name: string, isOn: boolean, label: string, help: string]
const flag = (
  [name, isOn, label, help]: Flag,
  formats: readonly string[],
  direction?: ConnectorType,
): Switch => ({ name, label, help, default: String(isOn), formats, ...(direction && { direction }) })

const envelope = flag(
  [
    'schemas.enable',
    false,
    'JSON with schema',
    'Each message is an envelope of the schema and the payload, as Kafka Connect’s JSON converter writes them.',
  ],
  ['JSON'],
)

const registering: readonly Flag[] = [
  [
    'auto.register.schemas',
    true,
    'Register schemas',
    'Registers schemas that the registry does not know yet. Without it such a record fails.',
  ],
  [
    'use.latest.version',
    false,
    'Use the latest version',
    'Writes with the latest schema of the subject, where schemas are not registered.',
  ],
  [
    'latest.compatibility.strict',
    true,
    'Strict compatibility with the latest version',
    'Refuses to write with the latest schema what does not fit it.',
  ],
  [
    'normalize.schemas',
    false,
    'Normalize schemas',
    'Registers schemas in their normal form, so that two spellings of one schema are one.',
  ],
]

const ofAvro: readonly Flag[] = [
  [
    'enhanced.avro.schema.support',
    false,
    'Enhanced Avro schema support',
    'Keeps enumerations and the namespaces of Avro schemas.',
  ],
  [
    'connect.meta.data',
    true,
    'Connect metadata in Avro schemas',
    'Keeps names, versions and documentation of Connect’s schemas in the Avro schema.',
  ],
]

const ofProtobuf: readonly Flag[] = [
  [
    'optional.for.nullables',
    false,
    'Optional for nullable fields',
    'Only fields with the word optional may be null, and such fields are written with it.',
  ],
  [
    'wrapper.for.nullables',
    false,
    'Wrappers for nullable fields',
    'Only values in wrapper messages (google.protobuf.StringValue and so on) may be null, and such values are written in them.',
  ],
  [
    'wrapper.for.raw.primitives',
    true,
    'Wrappers for single values',
    'A message that is nothing but a wrapper is its value, and a single value is written as one.',
  ],
  [
    'int.for.enums',
    false,
    'Numbers for enumerations',
    'Enumerations are their numbers instead of their names.',
  ],
]

const ofReadProtobuf: readonly Flag[] = [
  [
    'enhanced.protobuf.schema.support',
    false,
    'Enhanced Protobuf schema support',
    'Keeps the packages of messages and enumerations in their names.',
  ],
  [
    'optional.for.proto2',
    true,
    'Optional fields of proto2',
    'With optional for nullable fields: the word optional counts in files of proto2 too.',
  ],
  [
    'generate.struct.for.nulls',
    false,
    'Structures for nulls',
    'A message within a message that is not set is read as one of defaults instead of null.',
  ],
  [
    'generate.index.for.unions',
    true,
    'Numbers in names of unions',
    'The field for a oneof is called by its name and its number: payment_0.',
  ],
  ['flatten.unions', false, 'Flatten unions', 'The members of a oneof are fields of the message.'],
]

const ofJsonSchema: readonly Flag[] = [
  [
    'use.optional.for.nonrequired',
    false,
    'Optional for what is not required',
    'Properties that are not required are fields that may be null.',
  ],
]

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
  flag(
    [
      'replace.null.with.default',
      true,
      'Replace null with default',
      'Whether a field that is null, and whose schema has a default, has that default.',
    ],
    ['JSON'],
  ),
  ...registering.map((one) => flag(one, REGISTERED, 'source')),
  flag(
    [
      'scrub.invalid.names',
      false,
      'Replace invalid names',
      'Replaces characters in names that the format does not allow by underscores.',
    ],
    ['AVRO', 'PROTOBUF'],
    'source',
  ),
  ...ofAvro.map((one) => flag(one, ['AVRO'])),
  flag(
    [
      'flatten.singleton.unions',
      false,
      'Flatten unions of one type',
      'Takes a union of a single type for that type.',
    ],
    ['AVRO'],
    'sink',
  ),
  flag(
    [
      'allow.optional.map.keys',
      false,
      'Maps with keys that may be null',
      'Writes maps whose keys are texts that may be null as maps of Avro, not as lists of entries.',
    ],
    ['AVRO'],
    'source',
  ),
  flag(
    [
      'ignore.default.for.nullables',
      false,
      'Ignore defaults of nullable fields',
      'Keeps null in a field that may be null, though its schema has a default.',
    ],
    ['AVRO', 'JSON_SR'],
  ),
  ...ofProtobuf.map((one) => flag(one, ['PROTOBUF'])),
  ...ofReadProtobuf.map((one) => flag(one, ['PROTOBUF'], 'sink')),
  ...ofJsonSchema.map((one) => flag(one, ['JSON_SR'])),
  flag(
    [
      'object.additional.properties',
      true,
      'Additional properties',
      'Schemas that are registered allow objects to have more than they say.',
    ],
    ['JSON_SR'],
    'source',
  ),
]

/** What takes effect without a field of its own. */
const unlisted: readonly Pick<Switch, 'name' | 'formats' | 'direction'>[] = [
  { name: 'use.schema.id', formats: REGISTERED, direction: 'source' },
  { name: 'id.compatibility.strict', formats: REGISTERED, direction: 'source' },
  { name: 'converter.encoding', formats: ['STRING'] },
  { name: 'schema.content', formats: ['JSON'] },
]

const switchesOf = (side: Side) => [...valueSwitches, ...unlisted, subjectStrategy(side)]

export const switchNames = (side: Side): string[] => switchesOf(side).map(({ name }) => name)

/** Whether a converter is told anything but what it does anyway. */
export const isConverterSwitched = (config: Readonly<Record<string, string>>): boolean =>
  (['key', 'value'] as const).some((side) => {
    const prefix = `${side}.converter.`
    return switchesOf(side).some(({ name, ...rest }) => {
      const given = (config[`${prefix}${name}`] ?? '').trim()
      return given !== '' && !('default' in rest && given === rest.default)
    })
  })

/** Why a switch does nothing for a format of a connector of this type; null: it does something. */
export function idleSwitch(name: string, side: Side, format: string, type: ConnectorType): string | null {
  const found = switchesOf(side).find((one) => one.name === name)
  if (found === undefined) return null
  if (!found.formats.includes(format))
    return `it is for ${found.formats.join(', ')}, and the ${side}'s format is ${format}`
  if (found.direction === undefined || found.direction === type) return null
  return found.direction === 'source'
    ? 'it is about writing, and a sink only reads'
    : 'it is about reading, and a source only writes'
}

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
