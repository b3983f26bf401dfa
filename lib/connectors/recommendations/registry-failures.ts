import type { KnownFailure } from './shape'

const WRITTEN = ['output.data.format', 'output.key.format', 'schema.context.name']
const READ = ['input.data.format', 'input.key.format']

export const registryFailures: readonly KnownFailure[] = [
  {
    code: 'registry-not-authorized',
    title: 'The account may not register schemas',
    cause:
      'The connector registers the schemas of its records with the rights of the account that its API key belongs to, which has none on the subject.',
    remedy: 'Give the account the role DeveloperWrite on the subject, or choose a format without schemas.',
    fields: ['output.data.format', 'output.key.format', 'kafka.api.key', 'kafka.service.account.id'],
    patterns: [/may not register schemas under subject/],
    type: 'source',
  },
  {
    code: 'registry-refuses-schema',
    title: 'The Schema Registry refuses the schema',
    cause: 'The schema of the records is not compatible with the versions of its subject.',
    remedy:
      'Look at the subject’s versions and its compatibility mode. Write to another topic or schema context, change the schema of the records, or set the subject’s mode to NONE.',
    fields: WRITTEN,
    patterns: [/The Schema Registry refuses the schema/, /Schema being registered is incompatible/],
    type: 'source',
  },
  {
    code: 'registry-unreachable',
    title: 'The Schema Registry does not answer',
    cause: 'The registry is down or restarts. Schemas that the connector knows already go on to work.',
    remedy:
      'Look whether Tributary’s worker runs. A managed connector tries again until the registry answers, and nothing is lost meanwhile.',
    fields: ['errors.retry.timeout'],
    patterns: [/The Schema Registry does not answer/],
  },
  {
    code: 'record-unknown-magic-byte',
    title: 'Records were not written with a schema of the registry',
    cause:
      'AVRO, JSON_SR and PROTOBUF records begin with a zero and the id of their schema. These do not: they were written in another format, most often JSON or plain text.',
    remedy: 'Choose the format that the producer of the topic writes.',
    fields: READ,
    patterns: [/magic byte/i],
    type: 'sink',
  },
  {
    code: 'record-schema-unknown',
    title: 'The schema of a record is not in the registry',
    cause:
      'The record names a schema by an id that the environment’s Schema Registry does not have: it was written with another registry, or the schema was deleted for good.',
    remedy:
      'Register the schema here under the same id (import mode), copy the records with this registry, or choose another format if the bytes are no id at all.',
    fields: READ,
    patterns: [/The Schema Registry knows no schema with the id/],
    type: 'sink',
  },
]
