// Confluent's own transforms, as far as it is documented what they do.
import { apacheFieldTransforms } from './apache-fields'
import { bothTypes, keyOrValue, type TransformDefinition, type TransformProperty } from './shape'

const PACKAGE = 'io.confluent.connect.transforms'

type ConfluentTransform = Pick<TransformDefinition, 'title' | 'help' | 'properties'> &
  Partial<Pick<TransformDefinition, 'className' | 'variants'>> & { name: string }

const confluent = ({ name, ...rest }: ConfluentTransform): TransformDefinition => ({
  className: `${PACKAGE}.${name}`,
  variants: keyOrValue,
  family: 'Confluent',
  connectorTypes: bothTypes,
  dialects: ['managed'],
  ...rest,
})

const ofApache = (name: string): readonly TransformProperty[] =>
  apacheFieldTransforms.find(({ className }) => className.endsWith(`.${name}`))?.properties ?? []

const topicFormat: TransformProperty = {
  name: 'topic.format',
  type: 'STRING',
  default: '${topic}-${timestamp}',
  importance: 'HIGH',
  label: 'Topic format',
  help: 'The new name; ${topic} stands for the old one and ${timestamp} for the time.',
}

export const confluentTransforms: readonly TransformDefinition[] = [
  confluent({
    name: 'Drop',
    title: 'Drop key or value',
    help: 'Makes the key or the value null.',
    properties: [
      {
        name: 'schema.behavior',
        type: 'STRING',
        default: 'nullify',
        options: ['nullify', 'retain', 'validate', 'force_optional'],
        ignoresCase: true,
        importance: 'MEDIUM',
        label: 'Schema',
        help: 'What becomes of the schema: it goes too, stays, has to be optional, or is made optional.',
      },
    ],
  }),
  confluent({
    name: 'ExtractTopic',
    variants: ['Key', 'Value', 'Header'],
    title: 'Topic from record',
    help: "Takes the record's topic from its key, its value, one of their fields or a header.",
    properties: [
      {
        name: 'field',
        type: 'STRING',
        default: '',
        importance: 'HIGH',
        label: 'Field',
        help: 'The field (or header) with the name; the whole key or value when empty.',
        holds: 'field',
      },
      {
        name: 'field.format',
        type: 'STRING',
        default: 'plain',
        options: ['plain', 'json_path'],
        ignoresCase: true,
        importance: 'MEDIUM',
        label: 'Field format',
        help: 'Whether the field is given by its name or by a JSON path.',
        variants: keyOrValue,
      },
      {
        name: 'skip.missing.or.null',
        type: 'BOOLEAN',
        default: 'false',
        importance: 'LOW',
        label: 'Skip missing or null',
        help: 'Keeps the topic where there is nothing to take it from, instead of failing.',
      },
    ],
  }),
  confluent({
    name: 'Filter',
    title: 'Filter by condition',
    help: 'Keeps or drops the records that meet a condition.',
    properties: [
      {
        name: 'filter.condition',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Condition',
        help: 'A JSON path with a filter; a record meets it when the path leads to something.',
        placeholder: "$[?(@.country == 'DE')]",
        holds: 'json-path',
      },
      {
        name: 'filter.type',
        type: 'STRING',
        options: ['include', 'exclude'],
        ignoresCase: true,
        importance: 'HIGH',
        label: 'What to do',
        help: 'Whether the records that meet it are kept (include) or dropped (exclude).',
      },
      {
        name: 'missing.or.null.behavior',
        type: 'STRING',
        default: 'fail',
        options: ['fail', 'include', 'exclude'],
        ignoresCase: true,
        importance: 'MEDIUM',
        label: 'Missing or null',
        help: 'What becomes of records without what the condition is about.',
      },
    ],
  }),
  confluent({
    name: 'Flatten',
    title: 'Flatten (Confluent)',
    help: 'Lifts nested fields to the top, naming each by its path, and can leave maps as they are.',
    properties: [
      ...ofApache('Flatten'),
      {
        name: 'behavior.on.nested.map',
        aliases: ['behaviour.on.nested.map'],
        type: 'STRING',
        default: 'fail',
        options: ['fail', 'include'],
        ignoresCase: true,
        importance: 'MEDIUM',
        label: 'Nested maps',
        help: 'Whether a map within a structure fails the record or stays as it is.',
      },
    ],
  }),
  confluent({
    name: 'GzipDecompress',
    title: 'Decompress',
    help: 'Unpacks a key or value of bytes that was packed with gzip.',
    properties: [],
  }),
  confluent({
    name: 'MessageTimestampRouter',
    variants: [],
    title: 'Rename topic by time in value',
    help: "Renames the record's topic by a time that is in a field of its value, in UTC.",
    properties: [
      topicFormat,
      {
        name: 'topic.timestamp.format',
        type: 'STRING',
        default: 'yyyyMMdd',
        importance: 'HIGH',
        label: 'Timestamp format',
        help: "How the time is written into the topic, in Java's date patterns.",
        holds: 'date-format',
      },
      {
        name: 'message.timestamp.format',
        type: 'STRING',
        default: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        importance: 'HIGH',
        label: 'Format in the value',
        help: "How the field holds the time, in Java's date patterns.",
        holds: 'date-format',
      },
      {
        name: 'message.timestamp.keys',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields to look for the time in; the first that is there counts.',
        holds: 'fields',
      },
    ],
  }),
  confluent({
    name: 'ReplaceField',
    title: 'Replace field (Confluent)',
    help: 'Drops, keeps or renames fields, also nested ones by their path.',
    properties: ofApache('ReplaceField').map((property) =>
      property.name === 'renames' ? { ...property, placeholder: 'customer.name:full_name' } : property,
    ),
  }),
  confluent({
    name: 'TombstoneHandler',
    variants: [],
    title: 'Handle tombstones',
    help: 'Drops records whose value is null, or fails at them.',
    properties: [
      {
        name: 'behavior',
        type: 'STRING',
        default: 'warn',
        options: ['ignore', 'warn', 'fail'],
        ignoresCase: true,
        importance: 'HIGH',
        label: 'Behavior',
        help: 'Whether tombstones are dropped (ignore, warn) or fail the record.',
      },
    ],
  }),
  confluent({
    name: 'TopicRegexRouter',
    className: 'io.confluent.connect.cloud.transforms.TopicRegexRouter',
    variants: [],
    title: 'Rename topic by pattern (Cloud)',
    help: "Renames the record's topic where its whole name matches a pattern in RE2's syntax.",
    properties: [
      {
        name: 'regex',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Pattern',
        help: 'A regular expression without look-around and back-references.',
        holds: 'regex',
      },
      {
        name: 'replacement',
        type: 'STRING',
        importance: 'HIGH',
        label: 'Replacement',
        help: 'The new name; $1 stands for what the first group matched.',
      },
    ],
  }),
]
