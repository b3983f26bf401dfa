// Apache Kafka's transforms that work on the whole record.
import { bothDialects, bothTypes, replaceNullWithDefault, type TransformDefinition } from './shape'

const PACKAGE = 'org.apache.kafka.connect.transforms'

type RecordTransform = Pick<TransformDefinition, 'title' | 'help' | 'properties' | 'needsPredicate'> & {
  name: string
}

const recordTransform = ({ name, ...rest }: RecordTransform): TransformDefinition => ({
  className: `${PACKAGE}.${name}`,
  variants: [],
  family: 'Apache Kafka',
  connectorTypes: bothTypes,
  dialects: bothDialects,
  ...rest,
})

export const apacheRecordTransforms: readonly TransformDefinition[] = [
  recordTransform({
    name: 'DropHeaders',
    title: 'Drop headers',
    help: 'Takes away all headers of these names.',
    properties: [
      {
        name: 'headers',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Headers',
        help: 'The exact names of the headers.',
      },
    ],
  }),
  recordTransform({
    name: 'Filter',
    title: 'Filter',
    help: 'Drops every record that reaches it: give it a predicate.',
    needsPredicate: true,
    properties: [],
  }),
  recordTransform({
    name: 'InsertHeader',
    title: 'Insert header',
    help: 'Adds a header with a fixed value.',
    properties: [
      {
        name: 'header',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Header',
        help: 'The name of the header.',
      },
      {
        name: 'value.literal',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Value',
        help: 'Its value; numbers, true and false, lists and maps in JSON and ISO dates become such, everything else is text.',
      },
    ],
  }),
  recordTransform({
    name: 'RegexRouter',
    title: 'Rename topic by pattern',
    help: "Renames the record's topic where its whole name matches a pattern.",
    properties: [
      {
        name: 'regex',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Pattern',
        help: 'A regular expression that the whole name of the topic has to match.',
        placeholder: '(.*)-raw',
        holds: 'regex',
      },
      {
        name: 'replacement',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Replacement',
        help: 'The new name; $1 stands for what the first group matched.',
        placeholder: '$1',
      },
    ],
  }),
  recordTransform({
    name: 'TimestampRouter',
    title: 'Rename topic by time',
    help: "Renames the record's topic by the record's time, in UTC.",
    properties: [
      {
        name: 'topic.format',
        type: 'STRING',
        default: '${topic}-${timestamp}',
        importance: 'HIGH',
        label: 'Topic format',
        help: 'The new name; ${topic} stands for the old one and ${timestamp} for the time.',
      },
      {
        name: 'timestamp.format',
        type: 'STRING',
        default: 'yyyyMMdd',
        importance: 'HIGH',
        label: 'Timestamp format',
        help: "How the time is written, in Java's date patterns.",
        holds: 'date-format',
      },
    ],
  }),
  recordTransform({
    name: 'ValueToKey',
    title: 'Key from value',
    help: 'Makes a new key, always a structure, of fields of the value.',
    properties: [
      {
        name: 'fields',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields that the key consists of.',
        holds: 'fields',
      },
      replaceNullWithDefault,
    ],
  }),
]
