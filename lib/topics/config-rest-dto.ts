// Settings of topics as Kafka REST v3 writes them.
import type { ConfigEntry } from '@/lib/kafka'
import { kafkaList, kafkaResource, topicLink } from '@/lib/topics/rest-dto'
import type { TopicConfigDto } from '@/lib/topics/rest-schema'

const optionalValue = (value: string | null) => (value === null ? {} : { value })

/** What a setting of a topic and one of the brokers have in common. */
export const configFields = (entry: ConfigEntry) => ({
  name: entry.name,
  ...optionalValue(entry.value),
  is_default: entry.isDefault,
  is_read_only: entry.isReadOnly,
  is_sensitive: entry.isSensitive,
  source: entry.source,
  synonyms: entry.synonyms.map(({ name, value, source }) => ({ name, source, ...optionalValue(value) })),
})

export const toConfigDto = (clusterId: string, topic: string, entry: ConfigEntry): TopicConfigDto => ({
  kind: 'KafkaTopicConfig',
  metadata: {
    self: topicLink(clusterId, topic, 'configs', encodeURIComponent(entry.name)),
    resource_name: kafkaResource(clusterId, `topic=${topic}`, `config=${entry.name}`),
  },
  cluster_id: clusterId,
  topic_name: topic,
  ...configFields(entry),
})

export const toConfigListDto = (clusterId: string, topic: string, entries: ConfigEntry[]) =>
  kafkaList(
    'KafkaTopicConfigList',
    topicLink(clusterId, topic, 'configs'),
    entries.map((entry) => toConfigDto(clusterId, topic, entry)),
  )

export const toDefaultConfigListDto = (clusterId: string, topic: string, entries: ConfigEntry[]) =>
  kafkaList(
    'KafkaTopicConfigList',
    topicLink(clusterId, topic, 'default-configs'),
    entries.map((entry) => toConfigDto(clusterId, topic, entry)),
  )
