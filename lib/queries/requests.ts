// Every change that the console asks of the API, as data: the hooks send exactly this and "Show as" shows exactly this.
import type { CreateApiKeyInput, UpdateApiKeyInput } from '@/lib/api-keys/schema'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { LaunchConnectorInput } from '@/lib/connectors/console-schema'
import type { CreateEnvironmentInput, UpdateEnvironmentInput } from '@/lib/environments/schema'
import type { CreateInvitationInput } from '@/lib/invitations/schema'
import type { ProduceMessageInput } from '@/lib/messages/schema'
import type { CreateRoleBindingInput } from '@/lib/role-bindings/schema'
import { variable, type ApiRequest } from '@/lib/show-as/request'
import type { AlterConfigsInput, CreateTopicInput } from '@/lib/topics/schema'
import type { UpdateUserInput } from '@/lib/users/schema'

export { variable, type ApiRequest }
/** `environmentId` is not sent for Kafka's own objects; the CLI's words want it. */
export type ClusterPlace = { clusterId: string; environmentId?: string | undefined }
export type ConnectPlace = { environmentId: string; clusterId: string }
export type AclRow = {
  resource_type: string
  resource_name: string
  pattern_type: string
  principal: string
  host: string
  operation: string
  permission: string
}

const encode = encodeURIComponent

const maker =
  <Body>(root: string) =>
  (body: Body): ApiRequest => ({ method: 'POST', path: root, body })
const changer =
  <Body>(root: string) =>
  (id: string, body: Body): ApiRequest => ({ method: 'PATCH', path: `${root}/${id}`, body })
const remover =
  (root: string) =>
  (id: string): ApiRequest => ({ method: 'DELETE', path: `${root}/${id}` })

const environments = '/org/v2/environments'
const serviceAccounts = '/iam/v2/service-accounts'
const invitations = '/iam/v2/invitations'
const roleBindings = '/iam/v2/role-bindings'

const kafka = ({ clusterId }: ClusterPlace, ...rest: string[]): string =>
  ['/kafka/v3/clusters', clusterId, ...rest].join('/')
const connect = ({ environmentId, clusterId }: ConnectPlace, ...rest: string[]): string =>
  ['/connect/v1/environments', environmentId, 'clusters', clusterId, 'connectors', ...rest].join('/')

/** The settings of a connector that are secrets, by what its class says. */
function secretsOf(config: Record<string, string>, ...holder: string[]): ApiRequest['secrets'] {
  const fields = findConnectorSpec(config['connector.class'] ?? '')?.fields ?? []
  return fields.flatMap(({ name, isSecret }) =>
    isSecret && config[name]
      ? [{ path: [...holder, name], variable: name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_') }]
      : [],
  )
}

const clusterSecrets: ApiRequest['secrets'] = [
  { path: ['spec', 'external', 'sasl_password'], variable: 'SASL_PASSWORD' },
  { path: ['spec', 'listeners', 'private_key_pem'], variable: 'PRIVATE_KEY_PEM' },
]

export const requests = {
  environments: {
    create: maker<CreateEnvironmentInput>(environments),
    update: changer<UpdateEnvironmentInput>(environments),
    delete: remover(environments),
  },
  serviceAccounts: {
    create: maker<{ display_name: string; description?: string }>(serviceAccounts),
    update: changer<{ display_name?: string; description?: string }>(serviceAccounts),
    delete: remover(serviceAccounts),
  },
  users: {
    update: changer<UpdateUserInput>('/iam/v2/users'),
    delete: remover('/iam/v2/users'),
  },
  invitations: {
    create: maker<CreateInvitationInput>(invitations),
    delete: remover(invitations),
  },
  roleBindings: {
    create: maker<CreateRoleBindingInput>(roleBindings),
    delete: remover(roleBindings),
  },

  clusters: {
    create: (body: { spec: Record<string, unknown> }): ApiRequest => ({
      method: 'POST',
      path: '/cmk/v2/clusters',
      body,
      secrets: clusterSecrets,
    }),
    update: (environmentId: string, id: string, spec: Record<string, unknown>): ApiRequest => ({
      method: 'PATCH',
      path: `/cmk/v2/clusters/${id}`,
      body: { spec: { ...spec, environment: { id: environmentId } } },
      secrets: clusterSecrets,
    }),
    delete: (environmentId: string, id: string): ApiRequest => ({
      method: 'DELETE',
      path: `/cmk/v2/clusters/${id}`,
      query: { environment: environmentId },
    }),
  },

  apiKeys: {
    create: (spec: CreateApiKeyInput['spec'], environmentId?: string): ApiRequest => ({
      method: 'POST',
      path: '/iam/v2/api-keys',
      body: { spec },
      environmentId,
    }),
    update: (id: string, spec: UpdateApiKeyInput['spec']): ApiRequest => ({
      method: 'PATCH',
      path: `/iam/v2/api-keys/${id}`,
      body: { spec },
    }),
    delete: (id: string, environmentId?: string): ApiRequest => ({
      method: 'DELETE',
      path: `/iam/v2/api-keys/${id}`,
      environmentId,
    }),
  },

  topics: {
    create: (place: ClusterPlace, body: CreateTopicInput): ApiRequest => ({
      method: 'POST',
      path: kafka(place, 'topics'),
      body,
      environmentId: place.environmentId,
    }),
    addPartitions: (place: ClusterPlace, topic: string, count: number): ApiRequest => ({
      method: 'PATCH',
      path: kafka(place, 'topics', encode(topic)),
      body: { partitions_count: count },
      environmentId: place.environmentId,
    }),
    alterConfigs: (place: ClusterPlace, topic: string, data: AlterConfigsInput['data']): ApiRequest => ({
      method: 'POST',
      path: kafka(place, 'topics', encode(topic), 'configs:alter'),
      body: { data },
      environmentId: place.environmentId,
    }),
    delete: (place: ClusterPlace, topic: string): ApiRequest => ({
      method: 'DELETE',
      path: kafka(place, 'topics', encode(topic)),
      environmentId: place.environmentId,
    }),
    produce: (place: ClusterPlace, topic: string, body: ProduceMessageInput): ApiRequest => ({
      method: 'POST',
      path: `/api/console/clusters/${place.clusterId}/topics/${encode(topic)}/messages`,
      body,
      environmentId: place.environmentId,
    }),
  },

  acls: {
    create: (place: ClusterPlace, data: readonly AclRow[]): ApiRequest => ({
      method: 'POST',
      path: kafka(place, 'acls:batch'),
      body: { data },
      environmentId: place.environmentId,
    }),
    delete: (place: ClusterPlace, acl: AclRow): ApiRequest => ({
      method: 'DELETE',
      path: kafka(place, 'acls'),
      query: acl,
      environmentId: place.environmentId,
    }),
  },

  connectors: {
    create: (place: ConnectPlace, name: string, config: Record<string, string>): ApiRequest => ({
      method: 'POST',
      path: connect(place),
      body: { name, config },
      secrets: secretsOf(config, 'config'),
    }),
    updateConfig: (place: ConnectPlace, name: string, config: Record<string, string>): ApiRequest => ({
      method: 'PUT',
      path: connect(place, encode(name), 'config'),
      body: config,
      secrets: secretsOf(config),
    }),
    order: (place: ConnectPlace, name: string, order: 'pause' | 'resume' | 'restart'): ApiRequest => ({
      method: order === 'restart' ? 'POST' : 'PUT',
      path: connect(place, encode(name), order),
    }),
    delete: (place: ConnectPlace, name: string): ApiRequest => ({
      method: 'DELETE',
      path: connect(place, encode(name)),
    }),
    launch: (place: ConnectPlace, body: LaunchConnectorInput): ApiRequest => ({
      method: 'POST',
      path: `/api/console/clusters/${place.clusterId}/launch-connector`,
      body,
      environmentId: place.environmentId,
    }),
  },
}
