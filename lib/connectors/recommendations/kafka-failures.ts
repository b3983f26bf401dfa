import type { KnownFailure } from './shape'

const ACCOUNT = ['kafka.api.key', 'kafka.service.account.id']
const RESET = ['consumer.override.auto.offset.reset']

export const kafkaFailures: readonly KnownFailure[] = [
  {
    code: 'dead-letters-refused',
    title: 'The dead letter queue cannot be written',
    cause:
      'A record is to go to the dead letter queue, and Kafka does not take it there: the account lacks the right to write to that topic, or the topic’s settings refuse the record. Nothing is passed over, so the task stops.',
    remedy:
      'Give the account an ACL WRITE on the topic of the queue, make its max.message.bytes larger, or leave the queue’s name to Tributary.',
    fields: ['errors.deadletterqueue.topic.name', ...ACCOUNT],
    patterns: [/The dead letter queue "[^"]+" refuses records/],
    type: 'sink',
  },
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
    code: 'kafka-transactions-refused',
    title: 'The account may not write in transactions',
    cause:
      'exactly.once.support is required, so the connector writes in transactions, and the account that its API key belongs to has no right to their ids.',
    remedy:
      'Give the account an ACL WRITE on the transactional ids with the prefix connect-lcc-, or set exactly.once.support to requested. The connector goes on by itself within a minute.',
    fields: ['exactly.once.support', ...ACCOUNT],
    patterns: [/The API key \S+ may not write in transactions/],
    type: 'source',
  },
  {
    code: 'kafka-not-authorized',
    title: 'The account may not use the topic',
    cause:
      'The account that the API key belongs to has neither a role nor an ACL for what the connector does with the topic.',
    remedy:
      'Give the account an ACL READ (sinks) or WRITE (sources) on the topic, or the role DeveloperRead or DeveloperWrite. The connector goes on by itself within a minute.',
    fields: ACCOUNT,
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
    code: 'kafka-offsets-missing',
    title: 'The connector does not know where to begin',
    cause: 'It has no offsets in a partition yet, and auto.offset.reset is none.',
    remedy: 'Set the connector’s offsets, or choose earliest or latest for auto.offset.reset.',
    fields: RESET,
    patterns: [/There is no offset to start from/],
    type: 'sink',
  },
  {
    code: 'kafka-offset-out-of-range',
    title: 'The records to go on with are not there',
    cause:
      'The topic’s retention deleted them before the connector came to them, or its offsets are beyond the end of the partition; and auto.offset.reset is none. The message names the offsets.',
    remedy:
      'Set the connector’s offsets to where it shall go on, or choose earliest or latest for auto.offset.reset. A longer retention keeps records for a connector that is behind.',
    fields: RESET,
    patterns: [/auto\.offset\.reset is none, so the task stops/],
    type: 'sink',
  },
  {
    code: 'kafka-record-too-large',
    title: 'A record is larger than the topic accepts',
    cause: 'A record of the source is larger than the topic’s max.message.bytes.',
    remedy: 'Make max.message.bytes of the topic larger, or the records smaller, by a transform for example.',
    fields: ['kafka.topic', 'transforms'],
    patterns: [/larger than the topic accepts \(max\.message\.bytes\)/, /larger than max\.request\.size/],
    type: 'source',
  },
  {
    code: 'kafka-record-refused',
    title: 'The topic refuses a record',
    cause:
      'The topic is compacted and the record has no key, or the record’s time is outside of what the topic allows.',
    remedy:
      'Give the records keys (the transforms ValueToKey and ExtractField make one of fields), or change cleanup.policy or the bounds of timestamps of the topic.',
    fields: ['kafka.topic', 'transforms'],
    patterns: [/The topic refuses this record/, /timestamp of the record is outside what the topic accepts/],
    type: 'source',
  },
  {
    code: 'kafka-unreachable',
    title: 'Kafka does not answer',
    cause: 'The brokers of the cluster are down, restart, or cannot be reached from this machine.',
    remedy:
      'Look at the cluster’s overview. The connector tries again by itself until Kafka answers, and nothing is lost meanwhile.',
    fields: [],
    patterns: [
      /nothing accepts connections at the bootstrap server/,
      /Kafka has not accepted records/,
      /the broker (did not answer in time|closed the connection)/,
    ],
  },
]
