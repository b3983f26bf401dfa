// The properties that Kafka Connect itself defines for every connector, in the order and groups in which it answers them.
// https://kafka.apache.org/documentation/#sourceconnectconfigs and #sinkconnectconfigs
import type { ConnectorType } from '@/lib/connectors/catalog/spec'

type Row = readonly [
  name: string,
  type: string,
  standard: string | null,
  help: string,
  importance?: 'HIGH' | 'MEDIUM' | 'LOW',
]

const common: readonly Row[] = [
  ['name', 'STRING', null, 'A name that no other connector of the cluster has.', 'HIGH'],
  ['connector.class', 'STRING', null, 'The connector: its full class, its short class or its alias.', 'HIGH'],
  [
    'connector.plugin.version',
    'STRING',
    null,
    'The version of the connector; there is one of each here.',
    'MEDIUM',
  ],
  ['tasks.max', 'INT', '1', 'The most tasks that run at the same time.', 'HIGH'],
  ['tasks.max.enforce', 'BOOLEAN', 'true', 'More tasks than that are never started here.', 'LOW'],
  ['key.converter', 'CLASS', null, 'Reads and writes the keys in Kafka.', 'LOW'],
  ['key.converter.plugin.version', 'STRING', null, 'The version of the key converter.', 'LOW'],
  ['value.converter', 'CLASS', null, 'Reads and writes the values in Kafka.', 'LOW'],
  ['value.converter.plugin.version', 'STRING', null, 'The version of the value converter.', 'LOW'],
  ['header.converter', 'CLASS', null, 'Reads and writes the values of headers in Kafka.', 'LOW'],
  ['header.converter.plugin.version', 'STRING', null, 'The version of the header converter.', 'LOW'],
]
const transforms: readonly Row[] = [
  ['transforms', 'LIST', '', 'Names of the transforms that each record goes through, in order.', 'LOW'],
]
const predicates: readonly Row[] = [
  ['predicates', 'LIST', '', 'Names of the predicates that transforms may ask.', 'LOW'],
]
const reload: readonly Row[] = [
  [
    'config.action.reload',
    'STRING',
    'restart',
    'What happens when values from outside change; here none come from outside.',
    'LOW',
  ],
]
const errors: readonly Row[] = [
  [
    'errors.retry.timeout',
    'LONG',
    '0',
    'How long a failed operation is tried again, in milliseconds; -1 is for ever.',
  ],
  ['errors.retry.delay.max.ms', 'LONG', '60000', 'The longest pause between two attempts.'],
  [
    'errors.tolerance',
    'STRING',
    'none',
    'none: the first bad record fails the task. all: bad records are left out.',
  ],
  ['errors.log.enable', 'BOOLEAN', 'false', 'Whether each failed operation is logged.'],
  ['errors.log.include.messages', 'BOOLEAN', 'false', 'Whether the log says which record failed.'],
]
const ofSources: readonly (readonly [string, readonly Row[]])[] = [
  [
    'Topic Creation',
    [['topic.creation.groups', 'LIST', '', 'Groups of topics that are made with settings of their own.']],
  ],
  [
    'Exactly Once Support',
    [
      [
        'exactly.once.support',
        'STRING',
        'requested',
        'required: records and offsets are written in one transaction.',
      ],
      [
        'transaction.boundary',
        'STRING',
        'poll',
        'When a transaction ends: after each poll or at an interval.',
      ],
      ['transaction.boundary.interval.ms', 'LONG', null, 'The interval, where the boundary is one.'],
    ],
  ],
  [
    'offsets.topic',
    [['offsets.storage.topic', 'STRING', null, 'A topic for the offsets of this connector alone.']],
  ],
]
const ofSinks: readonly Row[] = [
  ['topics', 'LIST', '', 'The topics to read, with commas between them.', 'HIGH'],
  ['topics.regex', 'STRING', '', 'A pattern of the names of the topics to read.', 'HIGH'],
]
const deadLetters: readonly Row[] = [
  [
    'errors.deadletterqueue.topic.name',
    'STRING',
    '',
    'The topic for records that could not be used.',
    'MEDIUM',
  ],
  [
    'errors.deadletterqueue.topic.replication.factor',
    'SHORT',
    '3',
    'Its replication factor when it is made.',
    'MEDIUM',
  ],
  [
    'errors.deadletterqueue.context.headers.enable',
    'BOOLEAN',
    'false',
    'Whether headers say why a record is there.',
    'MEDIUM',
  ],
]

export type FrameworkDefinition = {
  name: string
  type: string
  required: boolean
  default_value: string | null
  importance: string
  documentation: string
  group: string
  order: number
}

const required = new Set(['name', 'connector.class'])

const inGroup = (group: string, rows: readonly Row[]): FrameworkDefinition[] =>
  rows.map(([name, type, standard, documentation, importance = 'MEDIUM'], index) => ({
    ...{ name, type, documentation, importance, group },
    required: required.has(name),
    default_value: standard,
    order: index + 1,
  }))

export const frameworkDefinitions = (kind: ConnectorType): FrameworkDefinition[] => [
  ...inGroup('Common', common),
  ...inGroup('Transforms', transforms),
  ...inGroup('Predicates', predicates),
  ...inGroup('Common', reload),
  ...inGroup('Error Handling', errors),
  ...(kind === 'source'
    ? ofSources.flatMap(([group, rows]) => inGroup(group, rows))
    : [...inGroup('Common', ofSinks), ...inGroup('Error Handling', deadLetters)]),
]
