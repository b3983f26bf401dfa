import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import {
  alterTopicConfigs,
  defaultTopicConfigs,
  describeTopicConfigs,
  type ConfigChange,
  type ConfigEntry,
} from '@/lib/kafka'
import { checkTopicConfigs } from '@/lib/topics/check-configs'
import { topicEvent } from '@/lib/topics/create'
import type { TopicPlace } from '@/lib/topics/get'
import type { AlterConfigsInput } from '@/lib/topics/schema'

export async function listConfigs(ctx: Ctx, { clusterId, topicName }: TopicPlace): Promise<ConfigEntry[]> {
  const { connection } = await reachCluster(
    ctx,
    'topics:read',
    clusterId,
    { topic: topicName },
    'DESCRIBE_CONFIGS',
  )
  return describeTopicConfigs(connection, topicName)
}

/** What a new topic would have, whatever its name; the topic need not be there. */
export async function listDefaultConfigs(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
): Promise<ConfigEntry[]> {
  const { connection } = await reachCluster(
    ctx,
    'topics:read',
    clusterId,
    { topic: topicName },
    'DESCRIBE_CONFIGS',
  )
  return defaultTopicConfigs(connection)
}

export async function getConfig(ctx: Ctx, place: TopicPlace & { configName: string }): Promise<ConfigEntry> {
  const found = (await listConfigs(ctx, place)).find(({ name }) => name === place.configName)
  if (found) return found
  throw new AppError('not_found', `There is no topic configuration "${place.configName}".`)
}

/** Changes only what is named, and of that only what differs; all other overrides stay. */
export async function alterConfigs(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  { data, validate_only: validateOnly }: AlterConfigsInput,
): Promise<void> {
  const { cluster, connection } = await reachCluster(
    ctx,
    'topics:update',
    clusterId,
    { topic: topicName },
    'ALTER_CONFIGS',
  )
  const present = await describeTopicConfigs(connection, topicName)
  const byName = new Map(present.map((entry) => [entry.name, entry]))
  const set = data.map((entry) => (entry.operation === 'DELETE' ? { name: entry.name } : entry))
  checkTopicConfigs(set, [...byName.keys()], (index) => `data.${index}.value`)
  const changes = data
    .map(({ name, value, operation }): ConfigChange =>
      // A null value takes the override away, as in Kafka's own tools.
      operation === 'DELETE' || value == null
        ? { name, operation: 'DELETE' }
        : { name, operation: 'SET', value },
    )
    .filter((change) => isChange(change, byName.get(change.name)))
  if (changes.length === 0) return
  if (validateOnly) return alterTopicConfigs(connection, topicName, changes, { validateOnly: true })
  const diff = changes.map((change) => ({
    name: change.name,
    from: byName.get(change.name)?.value ?? null,
    to: change.operation === 'SET' ? change.value : null,
  }))
  const event = { ...topicEvent('IncrementalAlterConfigs', cluster, topicName), data: { diff } }
  await auditKafkaChange(ctx, event, () => alterTopicConfigs(connection, topicName, changes))
}

function isChange(change: ConfigChange, entry: ConfigEntry | undefined): boolean {
  if (change.operation === 'DELETE') return entry?.isDefault === false
  return entry?.isDefault !== false || entry.value !== change.value
}
