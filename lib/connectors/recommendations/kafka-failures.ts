import type { KnownFailure } from './shape'

export const kafkaFailures: readonly KnownFailure[] = [
  {
    code: 'kafka-key-refused',
    title: 'Kafka refuses the API key',
    cause:
      'The API key of the connector was deleted, its owner is not active any more, or its secret is wrong.',
    remedy:
      'Give the connector another API key in its settings, or let it run as a service account. Its tasks start again with the change.',
    fields: ['kafka.api.key', 'kafka.api.secret', 'kafka.service.account.id'],
    patterns: [/refuses the API key/],
  },
  {
    code: 'kafka-not-authorized',
    title: 'The account may not use the topic',
    cause:
      'The account that the API key belongs to has neither a role nor an ACL for what the connector does with the topic.',
    remedy:
      'Give the account an ACL READ (sinks) or WRITE (sources) on the topic, or the role DeveloperRead or DeveloperWrite. The connector goes on by itself within a minute.',
    fields: ['kafka.api.key', 'kafka.service.account.id'],
    patterns: [/The API key \S+ may not (read|write to) topic/],
  },
  {
    code: 'kafka-topic-gone',
    title: 'A topic does not exist any more',
    cause: 'The topic was deleted or renamed after the connector was launched.',
    remedy: 'Create the topic again under this name, or take it out of the connector’s topics.',
    fields: ['topics', 'kafka.topic'],
    patterns: [/Topic "[^"]+" does not exist on this cluster/],
  },
  {
    code: 'kafka-offset-out-of-range',
    title: 'The offsets to go on from are not there',
    cause:
      'Records were deleted by the topic’s retention before the connector read them, or it has no offsets yet, and auto.offset.reset is none.',
    remedy:
      'Set the connector’s offsets to where it shall go on, or choose earliest or latest for auto.offset.reset.',
    fields: ['consumer.override.auto.offset.reset'],
    patterns: [/auto\.offset\.reset is none/],
    type: 'sink',
  },
  {
    code: 'registry-refuses-schema',
    title: 'The Schema Registry refuses the schema',
    cause:
      'The schema of the records is not compatible with the versions of its subject, or the account may not register under it.',
    remedy:
      'Look at the subject’s versions and its compatibility mode; change the schema of the records, the mode, or the rights of the account.',
    fields: ['output.data.format', 'output.key.format', 'schema.context.name'],
    patterns: [/The Schema Registry refuses the schema/, /may not register schemas under subject/],
    type: 'source',
  },
]
