// Transforms of jcustenborder's collection that Confluent Cloud offers, and Debezium's that go with any connector.
import { bothDialects, bothTypes, keyOrValue, type TransformDefinition } from './shape'

const PACKAGE = 'com.github.jcustenborder.kafka.connect.transform.common'

type Own = Pick<TransformDefinition, 'title' | 'help' | 'properties'> &
  Partial<TransformDefinition> & { name: string }

const common = ({ name, ...rest }: Own): TransformDefinition => ({
  className: `${PACKAGE}.${name}`,
  variants: [],
  family: 'jcustenborder',
  connectorTypes: bothTypes,
  dialects: bothDialects,
  ...rest,
})

const cases = ['LOWER_HYPHEN', 'LOWER_UNDERSCORE', 'LOWER_CAMEL', 'UPPER_CAMEL', 'UPPER_UNDERSCORE']

export const jcustenborderTransforms: readonly TransformDefinition[] = [
  common({
    name: 'BytesToString',
    variants: keyOrValue,
    title: 'Bytes to text',
    help: 'Reads bytes, whole or in fields, as text.',
    properties: [
      {
        name: 'charset',
        type: 'STRING',
        default: 'UTF-8',
        options: ['UTF-8', 'US-ASCII', 'ISO-8859-1', 'UTF-16', 'UTF-16BE', 'UTF-16LE'],
        importance: 'HIGH',
        label: 'Character set',
        help: 'How the bytes spell characters.',
      },
      {
        name: 'fields',
        type: 'LIST',
        default: '',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields of bytes to read.',
        holds: 'fields',
      },
    ],
  }),
  common({
    name: 'ChangeTopicCase',
    title: 'Change case of topic',
    help: "Writes the record's topic in another case, as TOPIC_NAME to topicName.",
    properties: (['from', 'to'] as const).map((name) => ({
      name,
      type: 'STRING',
      options: cases,
      importance: 'HIGH',
      label: name === 'from' ? 'From' : 'To',
      help: name === 'from' ? 'How the topic is written.' : 'How it is to be written.',
    })),
  }),
  common({
    name: 'ExtractNestedField',
    variants: keyOrValue,
    title: 'Lift nested field',
    help: 'Copies a field of a nested structure to the top.',
    properties: [
      {
        name: 'input.outer.field.name',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Outer field',
        help: 'The field with the structure.',
        holds: 'field',
      },
      {
        name: 'input.inner.field.name',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Inner field',
        help: 'The field in it.',
      },
      {
        name: 'output.field.name',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Output field',
        help: 'The field at the top that it is copied to.',
      },
    ],
  }),
  common({
    name: 'ExtractTimestamp',
    variants: keyOrValue,
    title: 'Timestamp from field',
    help: "Makes a field the record's time.",
    properties: [
      {
        name: 'field.name',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Field',
        help: 'The field with a timestamp or with milliseconds since 1970.',
        holds: 'field',
      },
    ],
  }),
  common({
    name: 'SetMaximumPrecision',
    variants: keyOrValue,
    title: 'Set maximum precision',
    help: 'Says of decimals how many digits they have at most, and refuses those that have more.',
    properties: [
      {
        name: 'precision.max',
        type: 'INT',
        importance: 'HIGH',
        label: 'Digits',
        help: 'How many digits decimals may have, 1 to 64.',
      },
    ],
  }),
  common({
    name: 'TimestampNow',
    title: 'Timestamp of now',
    help: "Makes the current time the record's.",
    properties: [],
  }),
  common({
    name: 'TimestampNowField',
    variants: keyOrValue,
    title: 'Insert current time',
    help: 'Puts the current time into fields.',
    properties: [
      {
        name: 'fields',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields to set; one that is there is replaced.',
        holds: 'fields',
      },
      {
        name: 'target.type',
        type: 'STRING',
        default: 'Date',
        options: ['Date', 'Unix'],
        importance: 'MEDIUM',
        label: 'Target type',
        help: 'A timestamp (Date) or seconds since 1970 (Unix).',
      },
    ],
  }),
  common({
    name: 'HeaderToValue',
    className: 'io.debezium.transforms.HeaderToValue',
    family: 'Debezium',
    title: 'Field from header',
    help: 'Copies or moves headers into fields of the value.',
    properties: [
      {
        name: 'headers',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Headers',
        help: 'The headers to take.',
      },
      {
        name: 'fields',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields for them, as many as there are headers and in the same order.',
      },
      {
        name: 'operation',
        type: 'STRING',
        options: ['move', 'copy'],
        importance: 'HIGH',
        label: 'Operation',
        help: 'Whether the headers stay (copy) or are taken away (move).',
      },
    ],
  }),
]
