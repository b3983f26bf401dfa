// Records that converters and transforms cannot use.
import type { KnownFailure } from './shape'

const READ = ['input.data.format', 'input.key.format', 'errors.tolerance']

export const recordFailures: readonly KnownFailure[] = [
  {
    code: 'record-json-unreadable',
    title: 'A record is not JSON',
    cause:
      'The value or the key of a record is not valid JSON, though the connector is told that it is. It may be of another format, or damaged.',
    remedy:
      'Look at the record in the dead letter queue or in the topic. Choose the format that it has, or set errors.tolerance to all, so that such records go to the dead letter queue.',
    fields: READ,
    patterns: [
      /The value is not JSON/,
      /failed due to serialization error/,
      /Error deserializing JSON message/,
    ],
    type: 'sink',
  },
  {
    code: 'record-envelope-missing',
    title: 'JSON without its envelope',
    cause:
      'The JSON converter is told to expect a schema beside each payload (schemas.enable=true), but the records are plain JSON.',
    remedy: 'Set value.converter.schemas.enable (or key.converter.schemas.enable) to false.',
    fields: ['value.converter.schemas.enable', 'key.converter.schemas.enable'],
    patterns: [/requires "schema" and "payload" fields/],
    type: 'sink',
  },
  {
    code: 'record-number-unreadable',
    title: 'A record is no number of this kind',
    cause:
      'The format is that of a binary number, of 1 to 8 bytes, and the record has another length: most often it is text.',
    remedy: 'Choose the format that the producer of the topic writes; numbers as text are STRING or JSON.',
    fields: READ,
    patterns: [/Failed to deserialize (boolean|short|integer|long|float|double)\b/],
    type: 'sink',
  },
  {
    code: 'transform-value-unreadable',
    title: 'A transform cannot change a value into what is asked for',
    cause:
      'Cast, TimestampConverter and their like met a value that has no such form: a word that is to be a number, a date in another pattern, a number that is too large.',
    remedy:
      'Try the transform on real records in the preview, and give it the type or the pattern that the values have. Guard it with a predicate, or set errors.tolerance to all.',
    fields: ['transforms', 'predicates', 'errors.tolerance'],
    patterns: [
      /was out of range for requested data type/,
      /Could not parse timestamp/,
      /Cannot convert \S+ to timestamp/,
    ],
  },
  {
    code: 'transform-failed',
    title: 'A transform cannot work on a record',
    cause:
      'A single message transform met a record that it is not made for: a field that is missing, a value without a schema, a null.',
    remedy:
      'Try the transform on real records in the preview. Guard it with a predicate, or set errors.tolerance to all.',
    fields: ['transforms', 'predicates', 'errors.tolerance'],
    patterns: [
      /cannot be transformed: /,
      /Only (Struct|Map) objects supported/,
      /Schema required for \[/,
      /(Unknown field|Field does not exist): /,
    ],
  },
]
