// Properties that all sinks have: what they read, how, and what becomes of records that cannot be used.
import { headerConverterField } from './converter-fields'
import { retryFields } from './framework-fields'
import { authenticationStep } from './shared-fields'
import type { ConnectorField, FieldChoice, InertProperty, WizardStep } from './spec'

const TOPICS_GROUP = 'Which topics do you want to get data from?'
const CONSUMER_GROUP = 'Consumer configuration'
const ERRORS_GROUP = 'Error handling'

export const sinkSteps: readonly WizardStep[] = [
  {
    id: 'topics',
    title: 'Topic selection',
    heading: 'Select or create new topics',
    help: 'Choose the topics you want to get data from.',
  },
  { id: 'credentials', title: 'Kafka credentials', heading: 'Create or select an API key' },
  authenticationStep,
  { id: 'configuration', title: 'Configuration', heading: 'Configuration' },
  { id: 'sizing', title: 'Sizing', heading: 'Connector sizing' },
  { id: 'review', title: 'Review and launch', heading: 'Review and launch' },
]

/** For sinks that sign in nowhere. */
export const sinkStepsWithoutAuthentication = sinkSteps.filter(({ id }) => id !== 'authentication')

export const topicsFields: readonly ConnectorField[] = [
  {
    name: 'topics',
    type: 'LIST',
    control: 'topics',
    step: 'topics',
    group: TOPICS_GROUP,
    label: 'Topics',
    help: 'The topics that the connector reads.',
    importance: 'HIGH',
    dependents: ['topics.regex', 'errors.deadletterqueue.topic.name'],
    isEditable: true,
    validators: [{ kind: 'topic-name' }],
  },
  {
    name: 'topics.regex',
    type: 'STRING',
    control: 'text',
    step: 'topics',
    group: TOPICS_GROUP,
    label: 'Topics regex',
    help: 'A regular expression in Java’s syntax that the whole name of a topic must match. Topics that come later and match are read from then on.',
    placeholder: 'orders\\..*',
    importance: 'LOW',
    dependents: ['topics', 'errors.deadletterqueue.topic.name'],
    isEditable: true,
    validators: [{ kind: 'regex' }],
  },
]

export const topicsChoice: FieldChoice = {
  id: 'topics',
  label: 'Topics to read',
  step: 'topics',
  group: TOPICS_GROUP,
  alternatives: [
    { field: 'topics', label: 'Choose topics' },
    { field: 'topics.regex', label: 'By regular expression' },
  ],
  isEditable: true,
}

export const sinkErrorFields: readonly ConnectorField[] = [
  {
    name: 'errors.tolerance',
    type: 'STRING',
    control: 'select',
    step: 'configuration',
    group: ERRORS_GROUP,
    label: 'Error tolerance',
    help: 'What happens to a record that cannot be read, transformed or stored: all puts it in the dead letter queue and goes on, none stops the task at it.',
    default: 'all',
    selfManagedDefault: 'none',
    options: [
      { value: 'all', label: 'all', description: 'Bad records go to the dead letter queue' },
      { value: 'none', label: 'none', description: 'The task fails at the first bad record' },
    ],
    importance: 'LOW',
    isAdvanced: true,
    dependents: ['errors.deadletterqueue.topic.name'],
    isEditable: true,
  },
  {
    name: 'errors.deadletterqueue.topic.name',
    type: 'STRING',
    control: 'text',
    step: 'configuration',
    group: ERRORS_GROUP,
    label: 'Dead letter queue topic name',
    help: 'The topic for records that cannot be used, with the reason in their headers. ${connector} stands for the connector’s id. It is made when the connector is launched.',
    default: 'dlq-${connector}',
    selfManagedDefault: '',
    importance: 'LOW',
    isAdvanced: true,
    visibleWhen: [{ field: 'errors.tolerance', in: ['all'] }],
    isEditable: true,
    validators: [
      {
        kind: 'pattern',
        pattern: '^(?!\\.{1,2}$)([\\w.-]|\\$\\{connector\\}){1,249}$',
        message:
          'A dead letter queue is named like a topic: letters, digits, dots, hyphens and underscores, and ${connector} for the connector’s id.',
      },
    ],
  },
  ...[
    [
      'errors.deadletterqueue.topic.replication.factor',
      'INT',
      'Dead letter queue replication factor',
      'How many brokers hold the dead letter queue; -1 is the cluster’s own default.',
    ] as const,
    [
      'errors.deadletterqueue.context.headers.enable',
      'BOOLEAN',
      'Dead letter queue context headers',
      'Says in headers of a dead letter why it is one. Managed connectors always do.',
    ] as const,
  ].map(([name, type, label, help]): ConnectorField => ({
    name,
    dialects: ['self-managed'],
    type,
    control: 'none',
    step: 'configuration',
    group: ERRORS_GROUP,
    label,
    help,
    ...(type === 'INT' ? { default: '3', validators: [{ kind: 'range', min: -1, max: 32_767 }] } : {}),
    ...(type === 'BOOLEAN' ? { default: 'false' } : {}),
    importance: 'LOW',
    isEditable: true,
  })),
]

export const consumerFields: readonly ConnectorField[] = [
  {
    name: 'max.poll.records',
    selfManagedName: 'consumer.override.max.poll.records',
    type: 'LONG',
    control: 'number',
    step: 'configuration',
    group: CONSUMER_GROUP,
    label: 'Max poll records',
    help: 'The most records that the connector takes at once. Left empty it takes what is there, in bounds of memory.',
    importance: 'LOW',
    isAdvanced: true,
    isEditable: true,
    validators: [{ kind: 'range', min: 1, max: 1_000_000 }],
  },
  {
    name: 'consumer.override.auto.offset.reset',
    type: 'STRING',
    control: 'select',
    step: 'configuration',
    group: CONSUMER_GROUP,
    label: 'Where to begin',
    help: 'Where a partition is read from when nothing is known of it yet, or when what comes next has been deleted: earliest at its beginning, latest at its end, none fails the task.',
    default: 'earliest',
    options: [
      { value: 'earliest', label: 'earliest' },
      { value: 'latest', label: 'latest' },
      { value: 'none', label: 'none' },
    ],
    importance: 'LOW',
    isAdvanced: true,
    isEditable: true,
  },
  {
    name: 'consumer.override.isolation.level',
    type: 'STRING',
    control: 'select',
    step: 'configuration',
    group: CONSUMER_GROUP,
    label: 'Isolation level',
    help: 'Whether records of transactions that are open or were aborted are read: read_committed leaves them out.',
    default: 'read_committed',
    options: [
      { value: 'read_committed', label: 'read_committed' },
      { value: 'read_uncommitted', label: 'read_uncommitted' },
    ],
    importance: 'LOW',
    isAdvanced: true,
    isEditable: true,
  },
]

/** What sinks have after their own fields. */
export const sinkFields: readonly ConnectorField[] = [
  ...sinkErrorFields,
  ...retryFields,
  ...consumerFields,
  headerConverterField,
]

export const inertSinkProperties: readonly InertProperty[] = [
  {
    name: 'max.poll.interval.ms',
    why: 'tasks hold their partitions by leases, however long a batch takes',
  },
  {
    name: 'consumer.override.max.poll.interval.ms',
    why: 'tasks hold their partitions by leases, however long a batch takes',
  },
]
