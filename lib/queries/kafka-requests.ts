// Changes of topics, ACLs and connectors: a cluster's part of lib/queries/requests.
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { isSecretProperty } from '@/lib/connectors/config/secret-names'
import type { LaunchConnectorInput } from '@/lib/connectors/console-schema'
import type { ProduceMessageInput } from '@/lib/messages/schema'
import type { ApiRequest } from '@/lib/show-as/request'
import type { AlterConfigsInput, CreateTopicInput } from '@/lib/topics/schema'

/** `environmentId` is not sent for Kafka's own objects; the CLI's words want it. */
export type ClusterPlace = { clusterId: string; environmentId?: string | undefined }
export type ConnectPlace = { environmentId: string; clusterId: string }
export type ConnectorOrder = 'pause' | 'resume' | 'stop' | 'restart' | 'restart-failed'
export type OffsetChange =
  | {
      type: 'PATCH'
      offsets: { partition: Record<string, unknown>; offset: Record<string, unknown> | null }[]
    }
  | { type: 'DELETE' }
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

const kafka = ({ clusterId }: ClusterPlace, ...rest: string[]): string =>
  ['/kafka/v3/clusters', clusterId, ...rest].join('/')
const connect = ({ environmentId, clusterId }: ConnectPlace, ...rest: string[]): string =>
  ['/connect/v1/environments', environmentId, 'clusters', clusterId, 'connectors', ...rest].join('/')

/** The settings of a connector that are secrets, by what its class says. */
function secretsOf(config: Record<string, string>, ...holder: string[]): ApiRequest['secrets'] {
  const spec = findConnectorSpec(config['connector.class'] ?? '')
  return Object.entries(config).flatMap(([name, value]) =>
    spec && value !== '' && isSecretProperty(spec, name, value)
      ? [{ path: [...holder, name], variable: name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_') }]
      : [],
  )
}

export const kafkaRequests = {
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
    order: (place: ConnectPlace, name: string, order: ConnectorOrder): ApiRequest => ({
      method: order.startsWith('restart') ? 'POST' : 'PUT',
      path: connect(place, encode(name), order === 'restart-failed' ? 'restart' : order),
      ...(order === 'restart-failed' ? { query: { onlyFailed: 'true' } } : {}),
    }),
    restartTask: (place: ConnectPlace, name: string, task: number): ApiRequest => ({
      method: 'POST',
      path: connect(place, encode(name), 'tasks', String(task), 'restart'),
    }),
    alterOffsets: (place: ConnectPlace, name: string, body: OffsetChange): ApiRequest => ({
      method: 'POST',
      path: connect(place, encode(name), 'offsets', 'request'),
      body,
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
