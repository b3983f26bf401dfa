// Records that do not fit the table of a database.
import { postgres, sqlState, type KnownFailure } from './shape'

const TOLERATED =
  'With errors.tolerance all such records go to the dead letter queue, where they can be put right and sent again.'

export const rowFailures: readonly KnownFailure[] = [
  {
    ...postgres,
    code: 'row-value-too-long',
    title: 'A text is longer than its column allows',
    cause: 'The column has a limit, such as varchar(20), and the record’s text is longer.',
    remedy: `Widen the column (ALTER TABLE … ALTER COLUMN … TYPE text), or cut the text before. ${TOLERATED}`,
    fields: ['errors.tolerance'],
    patterns: sqlState('22001'),
  },
  {
    ...postgres,
    code: 'row-number-out-of-range',
    title: 'A number is too large for its column',
    cause:
      'The column’s type, such as integer or numeric(5,2), does not reach as far as the record’s number.',
    remedy: `Give the column a larger type (bigint, numeric). ${TOLERATED}`,
    fields: ['errors.tolerance'],
    patterns: sqlState('22003'),
  },
  {
    ...postgres,
    code: 'row-value-of-another-type',
    title: 'A value does not fit the type of its column',
    cause:
      'The record’s field is of another type than the column of the same name: a word for a number, a number for a date, an object for a text.',
    remedy: `Change the column’s type, convert the field by a transform (Cast, TimestampConverter), or leave it out by fields.whitelist. ${TOLERATED}`,
    fields: ['transforms', 'fields.whitelist', 'errors.tolerance'],
    patterns: [
      ...sqlState('22P02', '22007', '22008', '42804'),
      /does not fit column "[^"]+" of type/,
      /Bytes do not fit a column of type/,
    ],
  },
  {
    ...postgres,
    code: 'row-value-missing',
    title: 'A column wants a value that the record does not have',
    cause: 'The column is NOT NULL without a default, and the record’s field is null or missing.',
    remedy: `Give the column a default or allow null, or fill the field in by a transform (InsertField). ${TOLERATED}`,
    fields: ['transforms', 'errors.tolerance'],
    patterns: sqlState('23502'),
  },
  {
    ...postgres,
    code: 'row-already-there',
    title: 'A row with this key is there already',
    cause:
      'The insert mode is INSERT, and the table has a row with the same key: the topic has several records for it, or the row was written by somebody else.',
    remedy:
      'Choose UPSERT, which changes the row that is there, or pk.mode kafka, in which each record has a row of its own.',
    fields: ['insert.mode', 'pk.mode', 'pk.fields'],
    patterns: sqlState('23505'),
  },
  {
    ...postgres,
    code: 'row-reference-missing',
    title: 'A row refers to another one that is not there',
    cause:
      'A foreign key of the table names a row that does not exist (yet): topics are read side by side, so a child may come before its parent.',
    remedy: `Drop the constraint in the target, or send the dead letters again when the parents are there. ${TOLERATED}`,
    fields: ['errors.tolerance'],
    patterns: sqlState('23503'),
  },
  {
    ...postgres,
    code: 'row-check-violated',
    title: 'A row breaks a rule of the table',
    cause: 'A CHECK constraint of the table, or of a domain, refuses the record’s values.',
    remedy: `Correct the values at their source, or change the constraint that the message names. ${TOLERATED}`,
    fields: ['errors.tolerance'],
    patterns: sqlState('23514'),
  },
  {
    ...postgres,
    code: 'row-null-character',
    title: 'A text has a character that PostgreSQL cannot store',
    cause:
      'The text holds the character U+0000 (\\u0000 in JSON), which no type of text of PostgreSQL takes.',
    remedy: `Remove it at the source or by a transform, or store the value as bytes (BYTEA). ${TOLERATED}`,
    fields: ['errors.tolerance'],
    patterns: [/the character U\+0000/, ...sqlState('22021', '22P05')],
  },
  {
    ...postgres,
    code: 'record-key-missing',
    title: 'A record has no key',
    cause: 'With pk.mode record_key the key of each record is that of its row, and this record has none.',
    remedy:
      'Let the producer write keys, make one of fields of the value (transform ValueToKey), or choose pk.mode record_value.',
    fields: ['pk.mode', 'transforms'],
    patterns: [/requires records with a non-null key/],
  },
  {
    ...postgres,
    code: 'record-key-field-missing',
    title: 'A record lacks a field of the primary key',
    cause: 'pk.fields names a field that the record does not have, or that is null in it.',
    remedy: `Correct pk.fields, which knows upper and lower case apart, or fill the field in before. ${TOLERATED}`,
    fields: ['pk.fields', 'pk.mode'],
    patterns: [
      /The primary key's field "[^"]+" is (null|missing)/,
      /pk\.fields names "[^"]+", which the record/,
    ],
  },
  {
    ...postgres,
    code: 'record-value-missing',
    title: 'A record has no value',
    cause:
      'A record without a value (a tombstone) means that its key is deleted, and deletes are switched off.',
    remedy:
      'Set delete.enabled to true, with pk.mode record_key, so that the row is deleted; or drop such records by a transform (Filter with the predicate RecordIsTombstone).',
    fields: ['delete.enabled', 'pk.mode', 'transforms'],
    patterns: [/requires records with a non-null value/],
  },
  {
    ...postgres,
    code: 'record-without-fields',
    title: 'A record has no fields to make columns of',
    cause: 'Each field of a record becomes a column. This record is a list, a text or a number.',
    remedy: 'Put the value into a field by the transform HoistField, or write objects to the topic.',
    fields: ['transforms', 'input.data.format'],
    patterns: [/The value is not a JSON object/, /The value is no (object with fields|record) but/],
  },
]
