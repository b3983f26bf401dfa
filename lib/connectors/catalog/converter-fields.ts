// Properties of the converters between bytes and data: keys, values and headers.
import { headerConverterClasses } from './formats'
import type { ConnectorField, FieldOption } from './spec'

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
}

const option = (value: string): FieldOption => ({ value, label: value.slice(value.lastIndexOf('.') + 1) })

const switches: readonly Switch[] = [
  {
    name: 'schemas.enable',
    label: 'JSON with schema',
    help: 'Each value is an envelope of the schema and the payload, as Kafka Connect’s JSON converter writes them.',
    default: 'false',
    formats: ['JSON'],
  },
  {
    name: 'decimal.format',
    label: 'JSON decimal format',
    help: 'How decimals are written in JSON: BASE64 as bytes, NUMERIC as numbers.',
    default: 'BASE64',
    options: [option('BASE64'), option('NUMERIC')],
    formats: ['JSON'],
  },
  {
    name: 'replace.null.with.default',
    label: 'Replace null with default',
    help: 'Whether a field that is null, and whose schema has a default, has that default.',
    default: 'true',
    formats: ['JSON'],
  },
]

/** The converter switches of one side that take effect; `format` is the field that names the side's format. */
export const converterSwitches = (side: Side, format: string): ConnectorField[] =>
  switches.map(({ name, label, help, formats, options, ...rest }) => ({
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
