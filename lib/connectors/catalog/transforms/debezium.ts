import { routingTransforms } from './debezium-routing'
import { bothDialects, bothTypes, type TransformDefinition, type TransformProperty } from './shape'

const prefixed = (name: string, what: string, label: string): TransformProperty[] => [
  {
    name,
    type: 'LIST',
    default: '',
    importance: 'LOW',
    label,
    help: `What to take over from the change event as ${what}: op, ts_ms, or fields of the source as table or source.ts_ms; a new name goes behind a colon.`,
    placeholder: 'op,table,source.ts_ms:ts',
  },
  {
    name: `${name}.prefix`,
    type: 'STRING',
    default: '__',
    importance: 'LOW',
    label: `Prefix of ${what}`,
    help: 'What their names begin with.',
  },
]

const unwrapping: TransformDefinition = {
  className: 'io.debezium.transforms.ExtractNewRecordState',
  variants: [],
  family: 'Debezium',
  title: 'Unwrap change events',
  help: "Makes of Debezium's change events the rows that they are about; everything else passes unchanged.",
  connectorTypes: bothTypes,
  dialects: bothDialects,
  properties: [
    {
      name: 'delete.tombstone.handling.mode',
      type: 'STRING',
      default: 'tombstone',
      options: ['drop', 'tombstone', 'rewrite', 'rewrite-with-tombstone', 'delete-to-tombstone'],
      importance: 'MEDIUM',
      label: 'Deletes and tombstones',
      help: 'tombstone keeps only the tombstone behind a delete, drop neither; rewrite keeps the deleted row, marked in __deleted, and rewrite-with-tombstone the tombstone too; delete-to-tombstone turns the delete into the tombstone.',
    },
    {
      name: 'route.by.field',
      type: 'STRING',
      default: '',
      importance: 'LOW',
      label: 'Route by field',
      help: 'The field of the row whose text becomes the topic.',
      holds: 'field',
    },
    ...prefixed('add.fields', 'fields', 'Add fields'),
    ...prefixed('add.headers', 'headers', 'Add headers'),
    {
      name: 'drop.fields.header.name',
      type: 'STRING',
      default: null,
      importance: 'LOW',
      label: 'Header of fields to drop',
      help: 'The header that lists fields to take out of the row.',
    },
    {
      name: 'drop.fields.from.key',
      type: 'BOOLEAN',
      default: 'false',
      importance: 'LOW',
      label: 'Drop from key too',
      help: 'Takes these fields out of the key as well.',
    },
    {
      name: 'drop.fields.keep.schema.compatible',
      type: 'BOOLEAN',
      default: 'true',
      importance: 'LOW',
      label: 'Drop optional fields only',
      help: 'Leaves required fields where they are, so that the schema stays compatible.',
    },
    {
      name: 'replace.null.with.default',
      type: 'BOOLEAN',
      default: 'true',
      importance: 'LOW',
      label: 'Replace null with default',
      help: 'Reads a null field of a rewritten row as the default of its schema, where it has one.',
    },
    {
      name: 'drop.tombstones',
      type: 'BOOLEAN',
      default: null,
      importance: 'LOW',
      label: 'Drop tombstones (older)',
      help: 'The older way to say whether tombstones are dropped, together with delete.handling.mode.',
    },
    {
      name: 'delete.handling.mode',
      type: 'STRING',
      default: null,
      options: ['drop', 'rewrite', 'none'],
      importance: 'LOW',
      label: 'Deletes (older)',
      help: 'The older way to say what becomes of deletes; it wins over the newer one where either is given.',
    },
  ],
}

export const debeziumTransforms: readonly TransformDefinition[] = [
  unwrapping,
  {
    ...unwrapping,
    className: 'io.debezium.transforms.UnwrapFromEnvelope',
    title: 'Unwrap change events (older name)',
    dialects: ['managed'],
  },
  ...routingTransforms,
]
