import type { KnownFailure } from './shape'

export const recordFailures: readonly KnownFailure[] = [
  {
    code: 'record-json-unreadable',
    title: 'A record is not JSON',
    cause:
      'The value or the key of a record is not valid JSON, though the connector is told that it is. It may be of another format, or damaged.',
    remedy:
      'Look at the record in the dead letter queue or in the topic. Choose the format that it has, or set errors.tolerance to all, so that such records go to the dead letter queue.',
    fields: ['input.data.format', 'input.key.format', 'errors.tolerance'],
    patterns: [/not (valid )?JSON/i, /Unexpected (token|end of JSON|character)/],
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
  },
  {
    code: 'record-unknown-magic-byte',
    title: 'Records were not written with a schema of the registry',
    cause:
      'AVRO, JSON_SR and PROTOBUF records begin with a zero and the id of their schema. These do not: they were written in another format, most often JSON or plain text.',
    remedy: 'Choose the format that the producer of the topic writes.',
    fields: ['input.data.format', 'input.key.format'],
    patterns: [/magic byte/i],
    type: 'sink',
  },
  {
    code: 'transform-failed',
    title: 'A transform cannot work on a record',
    cause:
      'A single message transform met a record that it is not made for: a field that is missing, a value without a schema, a null.',
    remedy:
      'Try the transform on real records in the preview. Guard it with a predicate, or set errors.tolerance to all.',
    fields: ['transforms', 'predicates', 'errors.tolerance'],
    patterns: [/Only (Struct|Map) objects supported/, /Schema required for \[/, /Unknown field: /],
  },
]
