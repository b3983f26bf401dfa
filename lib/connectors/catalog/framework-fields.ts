// Kafka Connect's own error handling, as a self-managed configuration sets it. Managed connectors have fixed values for it.
import type { ConnectorField, InertProperty } from './spec'

const field = (
  name: string,
  type: 'LONG' | 'BOOLEAN',
  label: string,
  help: string,
  selfManagedDefault: string,
): ConnectorField => ({
  name,
  type,
  control: 'none',
  step: 'configuration',
  group: 'Error handling',
  label,
  help,
  selfManagedDefault,
  importance: 'LOW',
  isEditable: true,
  ...(type === 'LONG' ? { validators: [{ kind: 'range', min: -1 }] } : {}),
})

export const retryFields: readonly ConnectorField[] = [
  field(
    'errors.retry.timeout',
    'LONG',
    'Retry timeout (ms)',
    'How long a target or a registry that is away is tried again before the task fails; nothing is dropped then. -1 is for as long as it takes. 0, the default of Kafka Connect, is for ever for targets, and 30 seconds for registries. Kafka itself is always waited for.',
    '0',
  ),
  field(
    'errors.retry.delay.max.ms',
    'LONG',
    'Longest pause between retries (ms)',
    'Pauses between attempts grow up to this, and to 8 seconds at most.',
    '60000',
  ),
  field('errors.log.enable', 'BOOLEAN', 'Log errors', 'Says each failed operation in the log.', 'false'),
  field(
    'errors.log.include.messages',
    'BOOLEAN',
    'Log where the record lies',
    'Names topic, partition and offset of the record in the log, as managed connectors always do. Its content is never logged.',
    'false',
  ),
]

const OWN_REGISTRY = 'the Schema Registry of the connector’s environment is used, with Tributary’s own access'

/** What configurations from elsewhere carry for any connector. */
export const inertEverywhere: readonly InertProperty[] = [
  { name: 'tasks.max.enforce', why: 'the number of tasks is always kept' },
  { name: 'config.action.reload', why: 'values are never read from outside of the configuration' },
  { name: 'connector.plugin.version', why: 'there is one version of each connector' },
  ...['key', 'value'].flatMap((side) => [
    { name: `${side}.converter.schema.registry.url`, why: OWN_REGISTRY },
    { name: `${side}.converter.basic.auth.credentials.source`, why: OWN_REGISTRY },
    { name: `${side}.converter.schema.registry.basic.auth.user.info`, why: OWN_REGISTRY },
    { name: `${side}.converter.basic.auth.user.info`, why: OWN_REGISTRY },
    {
      name: `${side}.converter.schemas.cache.size`,
      why: 'schemas are kept as long as there is room for them',
    },
    {
      name: `${side}.converter.reference.subject.name.strategy`,
      why: 'schemas are registered without references',
    },
    ...['latest.cache.size', 'latest.cache.ttl.sec', 'schemas.cache.config'].map((name) => ({
      name: `${side}.converter.${name}`,
      why: 'schemas are kept as long as there is room for them',
    })),
    {
      name: `${side}.converter.schema.id.serializer`,
      why: 'the id of a schema stands in front of the payload; in headers it is read, not written',
    },
    {
      name: `${side}.converter.schema.id.deserializer`,
      why: 'the id of a schema is read where it is, in front of the payload or in a header',
    },
    { name: `${side}.converter.discard.type.doc.default`, why: 'what a schema says is kept' },
  ]),
]

/** What Confluent adds to the configurations that it shows. */
export const isAddedByConfluent = (name: string): boolean =>
  /^(config\.internal\.|connector\.crn$|valid\.kafka\.api\.key$|kafka\.dedicated$|kafka\.max\.partition\.validation\.disable$|datapreview\.schemas\.enable$|schema\.registry\.url$)/.test(
    name,
  )
