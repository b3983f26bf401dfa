// Properties and steps that all connectors have.
import type { ConnectorField, WizardStep } from './spec'

export const CREDENTIALS_GROUP = 'Kafka Cluster credentials'
const TASKS_GROUP = 'Number of tasks for this connector'
const CONNECTOR_GROUP = 'How should we name this connector?'
const RESTART_GROUP = 'Auto-restart policy'

export const sourceSteps: readonly WizardStep[] = [
  { id: 'topics', title: 'Topic selection', heading: 'Choose the topics you want to send data to' },
  { id: 'credentials', title: 'Kafka credentials', heading: 'Create or select an API key' },
  { id: 'configuration', title: 'Configuration', heading: 'Configuration' },
  { id: 'sizing', title: 'Sizing', heading: 'Connector sizing' },
  { id: 'review', title: 'Review and launch', heading: 'Review and launch' },
]

/** Of connectors with another end that has to be reached. */
export const authenticationStep: WizardStep = {
  id: 'authentication',
  title: 'Authentication',
  heading: 'Authentication',
}

export const identityFields = (className: string): ConnectorField[] => [
  {
    name: 'connector.class',
    type: 'STRING',
    control: 'none',
    step: 'review',
    group: CONNECTOR_GROUP,
    label: 'Connector class',
    help: 'The kind of connector.',
    default: className,
    required: true,
    importance: 'HIGH',
    isEditable: false,
  },
  {
    name: 'name',
    type: 'STRING',
    control: 'text',
    step: 'review',
    group: CONNECTOR_GROUP,
    label: 'Connector name',
    help: 'Names this connector within its Kafka cluster.',
    required: true,
    importance: 'HIGH',
    isEditable: false,
    validators: [
      { kind: 'length', min: 1, max: 64 },
      {
        kind: 'pattern',
        // Kafka Connect's clients put it into a path.
        pattern: '^(?!\\.{1,2}$)(?=.*\\S)[^/\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*$',
        message:
          'A connector name has no slash and no control or invisible characters, is not blank, and is not "." or "..".',
      },
    ],
  },
]

/** How Confluent's JSON of a connector begins, or goes on after its topics. */
export const identityOrder: readonly string[] = [
  'connector.class',
  'name',
  'kafka.auth.mode',
  'kafka.service.account.id',
  'kafka.api.key',
  'kafka.api.secret',
]

export const credentialFields: readonly ConnectorField[] = [
  {
    name: 'kafka.auth.mode',
    selfManagedName: null,
    type: 'STRING',
    control: 'none',
    step: 'credentials',
    group: CREDENTIALS_GROUP,
    label: 'Kafka cluster authentication mode',
    help: 'How the connector signs in to the Kafka cluster.',
    default: 'KAFKA_API_KEY',
    options: [
      { value: 'KAFKA_API_KEY', label: 'API key' },
      { value: 'SERVICE_ACCOUNT', label: 'Service account' },
    ],
    importance: 'HIGH',
    dependents: ['kafka.api.key', 'kafka.api.secret', 'kafka.service.account.id'],
    isEditable: true,
  },
  {
    name: 'kafka.api.key',
    selfManagedName: null,
    type: 'PASSWORD',
    control: 'credentials',
    step: 'credentials',
    group: CREDENTIALS_GROUP,
    label: 'API key',
    help: 'The API key with which the connector reaches the Kafka cluster. Its rights are those of the key.',
    required: true,
    importance: 'HIGH',
    dependents: ['kafka.api.secret'],
    visibleWhen: [{ field: 'kafka.auth.mode', in: ['KAFKA_API_KEY'] }],
    isSecret: true,
    isEditable: true,
    validators: [{ kind: 'length', max: 128 }],
  },
  {
    name: 'kafka.api.secret',
    selfManagedName: null,
    type: 'PASSWORD',
    control: 'credentials',
    step: 'credentials',
    group: CREDENTIALS_GROUP,
    label: 'API secret',
    help: 'The secret that belongs to the API key.',
    required: true,
    importance: 'HIGH',
    visibleWhen: [{ field: 'kafka.auth.mode', in: ['KAFKA_API_KEY'] }],
    isSecret: true,
    isEditable: true,
    validators: [{ kind: 'length', max: 512 }],
  },
  {
    name: 'kafka.service.account.id',
    selfManagedName: null,
    type: 'STRING',
    control: 'credentials',
    step: 'credentials',
    group: CREDENTIALS_GROUP,
    label: 'Service account',
    help: 'The service account as which the connector works. It gets an API key of its own; its rights are those of the account.',
    required: true,
    importance: 'HIGH',
    visibleWhen: [{ field: 'kafka.auth.mode', in: ['SERVICE_ACCOUNT'] }],
    isEditable: true,
    validators: [
      { kind: 'pattern', pattern: '^sa-[a-z0-9]+$', message: 'Enter the id of a service account, sa-….' },
    ],
  },
]

export const MAX_TASKS = 32

export const tasksField: ConnectorField = {
  name: 'tasks.max',
  type: 'INT',
  control: 'slider',
  step: 'sizing',
  group: TASKS_GROUP,
  label: 'Tasks',
  help: 'How many tasks run at the same time. Tasks of a sink share its partitions; each task of a sample data connector has its own generator.',
  default: '1',
  required: true,
  importance: 'HIGH',
  isEditable: true,
  validators: [{ kind: 'range', min: 1, max: MAX_TASKS }],
}

/** What exported Cloud configurations carry and Tributary decides itself: read, kept, without effect. */
export const placementFields: readonly ConnectorField[] = [
  ['cloud.environment', 'Cloud environment'],
  ['cloud.provider', 'Cloud provider'],
  ['kafka.endpoint', 'Kafka endpoint'],
  ['kafka.region', 'Kafka region'],
].map(([name = '', label = '']) => ({
  name,
  selfManagedName: null,
  type: 'STRING',
  control: 'none',
  step: 'credentials',
  group: CREDENTIALS_GROUP,
  label,
  help: 'Read from exported configurations; the connector always runs beside its own Kafka cluster.',
  importance: 'LOW',
  isEditable: true,
}))

export const autoRestartField: ConnectorField = {
  name: 'auto.restart.on.user.error',
  selfManagedName: null,
  type: 'BOOLEAN',
  control: 'toggle',
  step: 'configuration',
  group: RESTART_GROUP,
  label: 'Enable connector auto-restart',
  help: 'Starts a task again by itself once its reason to fail (a deleted topic, a revoked key) is gone.',
  default: 'true',
  importance: 'MEDIUM',
  isAdvanced: true,
  isEditable: true,
}

export const topicField: ConnectorField = {
  name: 'kafka.topic',
  type: 'STRING',
  control: 'topic',
  step: 'topics',
  group: 'Which topic do you want to send data to?',
  label: 'Topic name',
  help: 'The topic that the connector writes to.',
  required: true,
  importance: 'HIGH',
  isEditable: false,
  validators: [{ kind: 'topic-name' }],
}
