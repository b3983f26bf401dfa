// Tables that are not as a sink needs them.
import { postgres, sqlState, type KnownFailure } from './shape'

export const tableFailures: readonly KnownFailure[] = [
  {
    ...postgres,
    code: 'postgres-offsets-gone',
    title: 'The stored offsets have gone',
    cause: 'Rows of this connector in the table tributary_sink_offsets were deleted, or the table was.',
    remedy:
      'Restart the task: it goes on from the offsets of its consumer group. Rows since the last commit may come twice in INSERT mode.',
    fields: [],
    patterns: [/in the table tributary_sink_offsets have gone/],
  },
  {
    ...postgres,
    code: 'postgres-key-not-unique',
    title: 'The table has no such key',
    cause:
      'UPSERT finds rows by the columns of the primary key, but the table has neither a primary key nor a unique constraint on exactly these columns.',
    remedy: 'Add the constraint to the table, or name the columns of its key in pk.fields.',
    fields: ['pk.mode', 'pk.fields', 'insert.mode'],
    patterns: sqlState('42P10'),
  },
  {
    ...postgres,
    code: 'postgres-key-column-missing',
    title: 'The table has no column for the key',
    cause: 'pk.fields names a column that the table does not have. Keys never grow by themselves.',
    remedy: 'Add the column to the table, or correct pk.fields, which knows upper and lower case apart.',
    fields: ['pk.fields', 'quote.sql.identifiers'],
    patterns: [/has no column "[^"]+", which pk\.fields names/],
  },
  {
    ...postgres,
    code: 'postgres-column-missing',
    title: 'The table has no column for a field',
    cause:
      'A record has a field without a column of its name, and the connector is not allowed to add columns.',
    remedy:
      'Add the column, set auto.evolve to true, or leave the field out by fields.whitelist or a transform.',
    fields: ['auto.evolve', 'fields.whitelist', 'quote.sql.identifiers'],
    patterns: [/has no column "[^"]+", and/],
  },
  {
    ...postgres,
    code: 'postgres-relation-kind',
    title: 'The table is of a kind that is not allowed',
    cause: 'The relation is a view or a partitioned table, and table.types names other kinds only.',
    remedy: 'Add its kind to table.types, or change table.name.format.',
    fields: ['table.types', 'table.name.format'],
    patterns: [/but table\.types allows/],
  },
]
