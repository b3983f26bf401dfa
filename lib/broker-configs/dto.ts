import type { ConfigEntry } from '@/lib/kafka'
import { configFields } from '@/lib/topics/config-rest-dto'
import { kafkaLink, kafkaList, kafkaResource } from '@/lib/topics/rest-dto'

export const toBrokerConfigDto = (clusterId: string, entry: ConfigEntry) => ({
  kind: 'KafkaClusterConfig' as const,
  metadata: {
    self: kafkaLink(clusterId, 'broker-configs', encodeURIComponent(entry.name)),
    resource_name: kafkaResource(clusterId, `broker-config=${entry.name}`),
  },
  cluster_id: clusterId,
  config_type: 'BROKER' as const,
  ...configFields(entry),
})

export const toBrokerConfigListDto = (clusterId: string, entries: ConfigEntry[]) =>
  kafkaList(
    'KafkaClusterConfigList',
    kafkaLink(clusterId, 'broker-configs'),
    entries.map((entry) => toBrokerConfigDto(clusterId, entry)),
  )
