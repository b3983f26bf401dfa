// Apache Kafka's transforms that work on fields of the key or the value.
import {
  bothDialects,
  bothTypes,
  keyOrValue,
  replaceNullWithDefault,
  type TransformDefinition,
} from './shape'

const PACKAGE = 'org.apache.kafka.connect.transforms'

type FieldTransform = Pick<TransformDefinition, 'title' | 'help' | 'properties'> & {
  name: string
  /** False: nulls are always read as defaults. */
  hasNullChoice?: boolean
}

const fieldTransform = ({
  name,
  properties,
  hasNullChoice = true,
  ...rest
}: FieldTransform): TransformDefinition => ({
  className: `${PACKAGE}.${name}`,
  variants: keyOrValue,
  family: 'Apache Kafka',
  connectorTypes: bothTypes,
  dialects: bothDialects,
  properties: hasNullChoice ? [...properties, replaceNullWithDefault] : properties,
  ...rest,
})

const OPTIONALITY = 'End the name with ! for a required field; it is optional otherwise.'

const insertedField = (name: string, label: string, help: string) =>
  ({
    name,
    type: 'STRING',
    default: null,
    importance: 'MEDIUM',
    label,
    help: `${help} ${OPTIONALITY}`,
  }) as const

export const apacheFieldTransforms: readonly TransformDefinition[] = [
  fieldTransform({
    name: 'Cast',
    title: 'Cast',
    help: 'Changes the type of fields, or of the whole key or value.',
    properties: [
      {
        name: 'spec',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Casts',
        help: 'Pairs of field and type, or one type for the whole value: int8, int16, int32, int64, float32, float64, boolean, string.',
        placeholder: 'amount:float64,quantity:int32',
      },
    ],
  }),
  fieldTransform({
    name: 'ExtractField',
    title: 'Extract field',
    help: 'Puts one field in the place of the whole key or value.',
    properties: [
      {
        name: 'field',
        type: 'STRING',
        importance: 'MEDIUM',
        label: 'Field',
        help: 'The field to extract.',
        holds: 'field',
      },
      {
        name: 'field.syntax.version',
        type: 'STRING',
        default: 'V1',
        options: ['V1', 'V2'],
        importance: 'HIGH',
        label: 'Field syntax',
        help: 'V1 takes the name as it stands; in V2 dots lead into nested fields and backticks quote names with dots.',
      },
    ],
  }),
  fieldTransform({
    name: 'Flatten',
    title: 'Flatten',
    help: 'Lifts nested fields to the top, naming each by its path.',
    hasNullChoice: false,
    properties: [
      {
        name: 'delimiter',
        type: 'STRING',
        default: '.',
        importance: 'MEDIUM',
        label: 'Delimiter',
        help: 'What stands between the names of a path. Avro allows no dots in names: use _ there.',
      },
    ],
  }),
  fieldTransform({
    name: 'HeaderFrom',
    title: 'Header from field',
    help: 'Copies or moves fields into headers of the record.',
    properties: [
      {
        name: 'fields',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields whose values become headers.',
        holds: 'fields',
      },
      {
        name: 'headers',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Headers',
        help: 'The names of the headers, as many as there are fields and in the same order.',
      },
      {
        name: 'operation',
        type: 'STRING',
        options: ['move', 'copy'],
        importance: 'HIGH',
        label: 'Operation',
        help: 'Whether the fields stay (copy) or are taken out (move).',
      },
    ],
  }),
  fieldTransform({
    name: 'HoistField',
    title: 'Hoist field',
    help: 'Wraps the whole key or value in a structure with one field; a tombstone becomes a structure too.',
    hasNullChoice: false,
    properties: [
      {
        name: 'field',
        type: 'STRING',
        importance: 'MEDIUM',
        label: 'Field',
        help: 'The name of the only field.',
      },
    ],
  }),
  fieldTransform({
    name: 'InsertField',
    title: 'Insert field',
    help: "Adds the record's topic, partition, offset or time, or a fixed text, as fields.",
    properties: [
      insertedField('topic.field', 'Topic field', 'Field for the name of the topic.'),
      insertedField('partition.field', 'Partition field', 'Field for the number of the partition.'),
      insertedField('offset.field', 'Offset field', 'Field for the offset; sink connectors only.'),
      insertedField('timestamp.field', 'Timestamp field', "Field for the record's time."),
      insertedField('static.field', 'Static field', 'Field for a fixed text.'),
      {
        name: 'static.value',
        type: 'STRING',
        default: null,
        importance: 'MEDIUM',
        label: 'Static value',
        help: 'The fixed text, where a static field is named.',
      },
    ],
  }),
  fieldTransform({
    name: 'MaskField',
    title: 'Mask field',
    help: "Puts an empty value of the field's type, or a text or number of yours, in place of what a field holds.",
    properties: [
      {
        name: 'fields',
        type: 'LIST',
        importance: 'HIGH',
        label: 'Fields',
        help: 'The fields to mask.',
        holds: 'fields',
      },
      {
        name: 'replacement',
        type: 'STRING',
        default: null,
        importance: 'LOW',
        label: 'Replacement',
        help: 'What takes the place of texts and numbers instead of "" and 0.',
      },
    ],
  }),
  fieldTransform({
    name: 'ReplaceField',
    title: 'Replace field',
    help: 'Drops, keeps or renames fields.',
    properties: [
      {
        name: 'exclude',
        type: 'LIST',
        default: '',
        importance: 'MEDIUM',
        label: 'Exclude',
        help: 'The fields to drop; this wins over Include.',
        holds: 'fields',
        aliases: ['blacklist'],
      },
      {
        name: 'include',
        type: 'LIST',
        default: '',
        importance: 'MEDIUM',
        label: 'Include',
        help: 'The only fields to keep; all of them when empty.',
        holds: 'fields',
        aliases: ['whitelist'],
      },
      {
        name: 'renames',
        type: 'LIST',
        default: '',
        importance: 'MEDIUM',
        label: 'Renames',
        help: 'Pairs of old and new names.',
        placeholder: 'old:new',
      },
    ],
  }),
  fieldTransform({
    name: 'SetSchemaMetadata',
    title: 'Set schema name or version',
    help: 'Gives the schema of the key or value another name or version.',
    properties: [
      {
        name: 'schema.name',
        type: 'STRING',
        default: null,
        importance: 'HIGH',
        label: 'Schema name',
        help: 'The new name.',
      },
      {
        name: 'schema.version',
        type: 'INT',
        default: null,
        importance: 'HIGH',
        label: 'Schema version',
        help: 'The new version.',
      },
    ],
  }),
  fieldTransform({
    name: 'TimestampConverter',
    title: 'Convert timestamp',
    help: 'Turns a point in time from one form (text, number, date, time, timestamp) into another, in UTC.',
    properties: [
      {
        name: 'field',
        type: 'STRING',
        default: '',
        importance: 'HIGH',
        label: 'Field',
        help: 'The field to convert; the whole key or value when empty.',
        holds: 'field',
      },
      {
        name: 'target.type',
        type: 'STRING',
        options: ['string', 'unix', 'Date', 'Time', 'Timestamp'],
        importance: 'HIGH',
        label: 'Target type',
        help: 'The form that is wanted.',
      },
      {
        name: 'format',
        type: 'STRING',
        default: '',
        importance: 'MEDIUM',
        label: 'Format',
        help: "How texts are written and read, in Java's date patterns: yyyy is the year, YYYY the year of the week, SSS milliseconds.",
        placeholder: "yyyy-MM-dd'T'HH:mm:ss.SSSX",
        holds: 'date-format',
      },
      {
        name: 'unix.precision',
        type: 'STRING',
        default: 'milliseconds',
        options: ['nanoseconds', 'microseconds', 'milliseconds', 'seconds'],
        importance: 'LOW',
        label: 'Precision of numbers',
        help: 'What numbers count since 1970; what is finer than a millisecond is lost.',
      },
    ],
  }),
]
