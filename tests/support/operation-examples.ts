// A valid request for each operation, and the place it asks a right for. Paths give most of both; the table adds bodies, queries
// and places that a path does not tell. An operation whose declaration refuses its example fails the matrix test by name.
import {
  clusterCrn,
  connectorCrn,
  environmentCrn,
  groupCrn,
  kafkaCrn,
  organizationCrn,
  registryCrn,
  subjectCrn,
  topicCrn,
} from '@/lib/crn'
import type { ServedOperation } from '@/lib/openapi/operations'

/** Things of one organization that requests can name. */
export type Things = {
  organizationId: string
  environmentId: string
  clusterId: string
  registryId: string
  userId: string
  serviceAccountId: string
  apiKeyId: string
  roleBindingId: string
  invitationId: string
  quotaId: string
}

export const names = {
  topic: 'orders',
  group: 'orders-readers',
  connector: 'orders-source',
  subject: 'orders-value',
}

export type Example = {
  params: Record<string, string | string[]>
  query: Record<string, string>
  body: unknown
  /** The place the right is asked for. */
  at: string
}

type Entry = {
  query?: (things: Things) => Record<string, string>
  body?: (things: Things) => unknown
  params?: Record<string, string>
  at?: (things: Things) => string
}

const atOrganization = ({ organizationId }: Things): string => organizationCrn(organizationId)
const atEnvironment = (things: Things): string => environmentCrn(things.organizationId, things.environmentId)
const atCluster = (things: Things): string =>
  clusterCrn(things.organizationId, things.environmentId, things.clusterId)
const atKafka = (things: Things): string =>
  kafkaCrn(things.organizationId, things.environmentId, things.clusterId)
const atTopic = (things: Things): string => topicCrn(atKafka(things), names.topic)
const atConnector = (things: Things): string =>
  connectorCrn(things.organizationId, things.environmentId, things.clusterId, names.connector)

const atRegistry = (things: Things): string =>
  registryCrn(things.organizationId, things.environmentId, things.registryId)
const schema = (): unknown => ({ schema: '"string"' })
const atSubject = (things: Things): string => subjectCrn(atRegistry(things), names.subject)

const inEnvironment = ({ environmentId }: Things) => ({ environment: environmentId })
const acl = {
  resource_type: 'TOPIC',
  resource_name: names.topic,
  pattern_type: 'LITERAL',
  principal: 'User:sa-abc123',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
}
const config = { data: [{ name: 'retention.ms', value: '1000' }] }
const clusterSpec = {
  display_name: 'another',
  cloud: 'LOCAL',
  region: 'this-machine',
  config: { kind: 'Basic' },
}

const entries: Record<string, Entry> = {
  'console/account.change-password': {
    body: () => ({ current_password: 'the old password', new_password: 'a new long password' }),
  },
  'console/subjects.form': { query: () => ({ id: '1' }) },
  'console/subjects.usage': { query: () => ({ subject: names.subject }), at: atSubject },
  'console/clusters.test-connection': {
    body: () => ({ bootstrap_servers: '127.0.0.1:9', security_protocol: 'PLAINTEXT' }),
  },
  'console/clusters.test-edit': {
    body: () => ({ bootstrap_servers: '127.0.0.1:9', security_protocol: 'PLAINTEXT' }),
  },
  'console/clusters.limits': { query: inEnvironment, at: atEnvironment },
  'console/schema-registries.attach': { body: () => ({ url: 'http://127.0.0.1:9' }) },
  'console/schema-registries.test-connection': { body: () => ({ url: 'http://127.0.0.1:9' }) },
  'console/connectors.check': { body: () => ({ config: { 'connector.class': 'DatagenSource' } }) },
  'console/connectors.preview': { body: () => ({ config: { 'connector.class': 'DatagenSource' } }) },
  'console/connectors.grant-rights': {
    body: () => ({ config: { 'connector.class': 'DatagenSource', 'kafka.auth.mode': 'SERVICE_ACCOUNT' } }),
    at: atCluster,
  },
  'console/connectors.launch': {
    body: () => ({ connector_class: 'DatagenSource', topic: names.topic, config: { quickstart: 'ORDERS' } }),
  },
  'console/dead-letters.redrive': { body: () => ({ letters: [{ partition: 0, offset: '0' }] }) },
  'console/dead-letters.redrive-all': { body: () => ({}) },
  'console/messages.produce': { body: () => ({ value: '{}' }), at: atTopic },
  'console/messages.infer-schema': { body: () => ({ part: 'value', schemaType: 'AVRO' }), at: atTopic },
  'console/messages.preview-schema': {
    body: () => ({ part: 'value', schemaType: 'AVRO', schema: '"string"' }),
    at: atTopic,
  },
  'console/message-parts.get': { params: { part: 'value' } },
  'cmk/v2/clusters.list': { query: inEnvironment, at: atEnvironment },
  'cmk/v2/clusters.create': {
    body: ({ environmentId }) => ({ spec: { ...clusterSpec, environment: { id: environmentId } } }),
    at: atEnvironment,
  },
  'cmk/v2/clusters.update': {
    body: ({ environmentId }) => ({ spec: { display_name: 'renamed', environment: { id: environmentId } } }),
  },
  'connect/v1/connector-plugins.validate': {
    body: () => ({ 'connector.class': 'DatagenSource' }),
    at: atCluster,
  },
  'connect/v1/connectors.create': {
    body: () => ({ name: names.connector, config: { 'connector.class': 'DatagenSource' } }),
    at: atConnector,
  },
  'connect/v1/connector-offsets.alter': { body: () => ({ type: 'DELETE' }) },
  'connect/v1/connector-configs.put': { body: () => ({ 'connector.class': 'DatagenSource' }) },
  'iam/v2/api-keys.create': {
    body: ({ clusterId, serviceAccountId }) => ({
      spec: { owner: { id: serviceAccountId }, resource: { id: clusterId } },
    }),
    at: atCluster,
  },
  'iam/v2/api-keys.get': { at: atCluster },
  'iam/v2/api-keys.update': { body: () => ({ spec: { description: 'changed' } }), at: atCluster },
  'iam/v2/api-keys.delete': { at: atCluster },
  'iam/v2/role-bindings.list': {
    query: ({ organizationId }) => ({ crn_pattern: organizationCrn(organizationId) }),
  },
  'iam/v2/role-bindings.create': {
    body: (things) => ({
      principal: `User:${things.serviceAccountId}`,
      role_name: 'EnvironmentAdmin',
      crn_pattern: atEnvironment(things),
    }),
    at: atEnvironment,
  },
  'iam/v2/role-bindings.get': { at: atEnvironment },
  'iam/v2/role-bindings.delete': { at: atEnvironment },
  'iam/v2/service-accounts.create': { body: () => ({ display_name: 'another account' }) },
  'iam/v2/service-accounts.update': { body: () => ({ description: 'changed' }) },
  'iam/v2/invitations.create': { body: () => ({ email: 'alan@example.com' }) },
  'iam/v2/users.update': { body: () => ({ full_name: 'Ada L.' }) },
  'kafka/v3/acls.create': { body: () => acl },
  'kafka/v3/acls.delete': { query: () => acl },
  'kafka/v3/acls.batch': { body: () => ({ data: [acl] }) },
  'kafka/v3/broker-configs.update': { body: () => ({ value: '1000' }) },
  'kafka/v3/broker-configs.alter': { body: () => ({ data: [{ name: 'log.retention.ms', value: '1000' }] }) },
  'kafka/v3/topics.create': { body: () => ({ topic_name: names.topic }), at: atTopic },
  'kafka/v3/topics.update': { body: () => ({ partitions_count: 12 }) },
  'kafka/v3/topic-configs.update': { body: () => ({ value: '1000' }) },
  'kafka/v3/topic-configs.alter': { body: () => config },
  'kafka/v3/topic-configs.alter-escaped': { body: () => config, params: { operation: 'configs:alter' } },
  'kafka/v3/records.produce': { body: () => ({ value: { type: 'JSON', data: {} } }) },
  'kafka-quotas/v1/client-quotas.create': {
    body: ({ environmentId, clusterId }) => ({
      spec: {
        display_name: 'slower',
        throughput: { ingress_byte_rate: '1000', egress_byte_rate: '1000' },
        cluster: { id: clusterId },
        environment: { id: environmentId },
        principals: [{ id: '<default>' }],
      },
    }),
    at: atCluster,
  },
  'kafka-quotas/v1/client-quotas.get': { at: atCluster },
  'kafka-quotas/v1/client-quotas.update': {
    body: () => ({ spec: { description: 'changed' } }),
    at: atCluster,
  },
  'kafka-quotas/v1/client-quotas.delete': { at: atCluster },
  'kafka-connect/connectors.create': {
    body: () => ({ name: names.connector, config: { 'connector.class': 'DatagenConnector' } }),
    at: atConnector,
  },
  'kafka-connect/config.put': { body: () => ({ 'connector.class': 'DatagenConnector' }) },
  'kafka-connect/config.patch': { body: () => ({ 'max.interval': '10' }) },
  'kafka-connect/offsets.alter': { body: () => ({ offsets: [] }) },
  'kafka-connect/plugins.validate': { body: () => ({ 'connector.class': 'DatagenConnector' }) },
  'kafka-connect/loggers.set': { body: () => ({ level: 'INFO' }), at: atOrganization },
  'ksqldbcm/v2/clusters.list': { query: inEnvironment, at: atEnvironment },
  'ksqldbcm/v2/clusters.create': {
    body: ({ environmentId, clusterId, serviceAccountId }) => ({
      spec: {
        display_name: 'streams',
        csu: 1,
        kafka_cluster: { id: clusterId },
        credential_identity: { id: serviceAccountId },
        environment: { id: environmentId },
      },
    }),
    at: atCluster,
  },
  'ksqldbcm/v2/clusters.get': { query: inEnvironment, at: atEnvironment },
  'ksqldbcm/v2/clusters.delete': { query: inEnvironment, at: atEnvironment },
  'schema-registry/compatibility.check': { body: schema },
  'schema-registry/compatibility.check-all': { body: schema },
  'schema-registry/configs.put': { body: () => ({ compatibility: 'FULL' }) },
  'schema-registry/modes.put': { body: () => ({ mode: 'READWRITE' }) },
  'schema-registry/subject-configs.put': { body: () => ({ compatibility: 'FULL' }) },
  'schema-registry/subject-modes.put': { body: () => ({ mode: 'READWRITE' }) },
  'schema-registry/subject-versions.register': { body: schema },
  'schema-registry/subjects.look-up': { body: schema },
  'service-quota/v1/applied-quotas.list': { query: () => ({ scope: 'ORGANIZATION' }) },
  'service-quota/v1/applied-quotas.get': { params: { quotaId: 'iam.max_service_accounts.per_org' } },
  'service-quota/v1/scopes.get': { params: { scopeId: 'ORGANIZATION' } },
  'org/v2/environments.create': { body: () => ({ display_name: 'another environment' }), at: atOrganization },
  'org/v2/environments.update': { body: () => ({ display_name: 'renamed' }) },
  'org/v2/organizations.update': { body: () => ({ display_name: 'Renamed' }) },
  'v2/metrics/metrics.query': {
    body: () => ({
      aggregations: [{ metric: 'io.confluent.kafka.server/received_bytes' }],
      granularity: 'PT1M',
      intervals: ['now-1h/now'],
    }),
  },
  'v2/metrics/attributes.list': { body: () => ({ group_by: ['resource.kafka.id'] }) },
  'srcm/v3/clusters.list': { query: inEnvironment, at: atEnvironment },
  'srcm/v3/clusters.get': { query: inEnvironment },
}

const paramValues = (things: Things): Record<string, string> => ({
  envId: things.environmentId,
  clusterId: things.clusterId,
  registryId: things.registryId,
  organizationId: things.organizationId,
  userId: things.userId,
  serviceAccountId: things.serviceAccountId,
  apiKeyId: things.apiKeyId,
  roleBindingId: things.roleBindingId,
  invitationId: things.invitationId,
  quotaId: things.quotaId,
  topicName: names.topic,
  groupId: names.group,
  connectorName: names.connector,
  consumerId: 'consumer-1',
  configName: 'retention.ms',
  pluginName: 'DatagenSource',
  partitionId: '0',
  taskId: '0',
  brokerId: '1',
  offset: '0',
  sessionId: 'session-1',
  dataset: 'cloud',
  subject: names.subject,
  version: '1',
  id: '1',
  guid: '00000000-0000-4000-8000-000000000000',
  context: '.lab',
})

export function exampleOf({ path, operation }: ServedOperation, things: Things): Example {
  const entry = entries[operation.id] ?? {}
  const values = { ...paramValues(things), ...entry.params }
  const params: Example['params'] = {}
  for (const [, rest, name = ''] of path.matchAll(/\{(\.\.\.)?(\w+)\}/g))
    params[name] = rest ? ['nothing', 'here'] : (values[name] ?? 'x')
  return {
    params,
    query: entry.query?.(things) ?? {},
    body: entry.body?.(things),
    at: (entry.at ?? placeOf(path, operation.errors))(things),
  }
}

function placeOf(path: string, errors: ServedOperation['operation']['errors']): (things: Things) => string {
  if (errors === 'schema-registry') return path.includes('{subject}') ? atSubject : atRegistry
  if (path.includes('{groupId}')) return (things) => groupCrn(atKafka(things), names.group)
  if (path.includes('{topicName}')) return atTopic
  if (path.includes('{connectorName}')) return atConnector
  if (path.includes('{clusterId}') || errors === 'kafka-connect') return atCluster
  if (path.includes('{registryId}')) return atRegistry
  return path.includes('{envId}') ? atEnvironment : atOrganization
}
