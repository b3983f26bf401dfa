// One example of every change that the console makes, by the name of its maker in lib/queries/requests.
import { requests, variable, type AclRow, type ApiRequest } from '@/lib/queries/requests'

export type ExampleNames = {
  organizationId: string
  environmentId: string
  clusterId: string
  userId: string
  otherUserId: string
  serviceAccountId: string
  roleBindingId: string
  invitationId: string
  apiKeyId: string
  topic: string
  connector: string
  registryId: string
  suffix: string
}

const base: AclRow = {
  resource_type: 'TOPIC',
  resource_name: 'shipments',
  pattern_type: 'PREFIXED',
  principal: '',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
}

/** In an order in which all of them can be carried out: what is deleted last is needed before. */
export function changeExamples(names: ExampleNames): Record<string, ApiRequest> {
  const { environmentId, clusterId, topic, connector, serviceAccountId, suffix } = names
  const place = { environmentId, clusterId }
  const acl = { ...base, principal: `User:${serviceAccountId}` }
  const config = {
    'connector.class': 'DatagenSource',
    name: connector,
    'kafka.auth.mode': 'KAFKA_API_KEY',
    'kafka.api.key': variable('KAFKA_API_KEY'),
    'kafka.api.secret': variable('KAFKA_API_SECRET'),
    'kafka.topic': topic,
    'output.data.format': 'JSON',
    quickstart: 'ORDERS',
    'tasks.max': '1',
  }
  const kafka = `crn://confluent.cloud/organization=${names.organizationId}/environment=${environmentId}/cloud-cluster=${clusterId}/kafka=${clusterId}`
  return {
    'environments.create': requests.environments.create({ display_name: `it's ${suffix}` }),
    'environments.update': requests.environments.update(environmentId, { display_name: `env ${suffix}` }),
    'serviceAccounts.create': requests.serviceAccounts.create({
      display_name: `app ${suffix}`,
      description: 'reads orders',
    }),
    'serviceAccounts.update': requests.serviceAccounts.update(serviceAccountId, { description: 'changed' }),
    'invitations.create': requests.invitations.create({ email: `ann-${suffix}@example.com` }),
    'users.update': requests.users.update(names.otherUserId, { full_name: 'Ann Other' }),
    'roleBindings.create': requests.roleBindings.create({
      principal: `User:${serviceAccountId}`,
      role_name: 'DeveloperRead',
      crn_pattern: `${kafka}/topic=orders*`,
    }),
    'apiKeys.create': requests.apiKeys.create(
      {
        display_name: `key ${suffix}`,
        description: 'of the app',
        owner: { id: serviceAccountId, kind: 'ServiceAccount' },
        resource: { id: clusterId, kind: 'Cluster' },
      },
      environmentId,
    ),
    'apiKeys.update': requests.apiKeys.update(names.apiKeyId, { description: 'of another' }),
    'topics.create': requests.topics.create(place, {
      topic_name: topic,
      partitions_count: 2,
      configs: [
        { name: 'cleanup.policy', value: 'compact,delete' },
        { name: 'retention.ms', value: '86400000' },
      ],
    }),
    'topics.addPartitions': requests.topics.addPartitions(place, topic, 3),
    'topics.alterConfigs': requests.topics.alterConfigs(place, topic, [
      { name: 'retention.ms', value: '3600000', operation: 'SET' },
    ]),
    'topics.produce': requests.topics.produce(place, topic, {
      key: 'k-1',
      value: `{"text":"it's"}`,
      headers: [{ key: 'trace', value: 'abc', encoding: 'text' }],
    }),
    'acls.create': requests.acls.create(place, [acl, { ...acl, operation: 'DESCRIBE' }]),
    'acls.delete': requests.acls.delete(place, acl),
    ...subjectExamples(names),
    'connectors.create': requests.connectors.create(place, connector, config),
    'connectors.updateConfig': requests.connectors.updateConfig(place, connector, {
      ...config,
      'max.interval': '500',
    }),
    'connectors.order': requests.connectors.order(place, connector, 'pause'),
    'connectors.restartTask': requests.connectors.restartTask(place, connector, 0),
    'connectors.alterOffsets': requests.connectors.alterOffsets(place, connector, { type: 'DELETE' }),
    'connectors.delete': requests.connectors.delete(place, connector),
    'connectors.launch': requests.connectors.launch(place, {
      connector_class: 'DatagenSource',
      topic,
      config: { quickstart: 'USERS' },
    }),
    'clusters.create': requests.clusters.create({
      spec: {
        display_name: `cluster ${suffix}`,
        availability: 'SINGLE_ZONE',
        cloud: 'LOCAL',
        region: 'this-machine',
        config: { kind: 'Basic' },
        environment: { id: environmentId },
      },
    }),
    'clusters.update': requests.clusters.update(environmentId, clusterId, { display_name: `c ${suffix}` }),
    'topics.delete': requests.topics.delete(place, topic),
    'apiKeys.delete': requests.apiKeys.delete(names.apiKeyId, environmentId),
    'roleBindings.delete': requests.roleBindings.delete(names.roleBindingId),
    'invitations.delete': requests.invitations.delete(names.invitationId),
    'users.delete': requests.users.delete(names.otherUserId),
    'serviceAccounts.delete': requests.serviceAccounts.delete(serviceAccountId),
    'clusters.delete': requests.clusters.delete(environmentId, clusterId),
    'environments.delete': requests.environments.delete(environmentId),
  }
}

function subjectExamples({ registryId, topic }: ExampleNames): Record<string, ApiRequest> {
  const { register, putConfig, deleteConfig, putMode, deleteMode, ...removals } = requests.subjects
  const subject = `${topic}-value`
  return {
    'schemaRegistries.attach': requests.schemaRegistries.attach(registryId, {
      url: 'http://schemas.example.com:8081',
      username: 'reader',
      password: variable('REGISTRY_PASSWORD'),
    }),
    'schemaRegistries.detach': requests.schemaRegistries.detach(registryId),
    'subjects.register': register(registryId, subject, {
      schemaType: 'AVRO',
      schema: `{"type":"record","name":"Order","doc":"it's","fields":[{"name":"id","type":"long"}]}`,
      metadata: { properties: { owner: 'sales' } },
    }),
    'subjects.putConfig': putConfig(registryId, subject, { compatibility: 'FULL_TRANSITIVE' }),
    'subjects.deleteConfig': deleteConfig(registryId, subject),
    'subjects.putMode': putMode(registryId, subject, 'READONLY'),
    'subjects.deleteMode': deleteMode(registryId, subject),
    'subjects.delete': removals.delete(registryId, subject, false),
    'subjects.deleteVersion': removals.deleteVersion(registryId, subject, 1, true),
  }
}
