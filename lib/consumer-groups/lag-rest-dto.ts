// Lags of consumer groups as Kafka REST v3 writes them.
import type { PartitionLag } from '@/lib/consumer-groups/lags'
import { consumerLink, groupLink, groupResource } from '@/lib/consumer-groups/rest-dto'
import { kafkaLink, kafkaList, kafkaResource } from '@/lib/topics/rest-dto'

export const toLagDto = (clusterId: string, groupId: string, lag: PartitionLag) => ({
  kind: 'KafkaConsumerLag' as const,
  metadata: {
    self: groupLink(
      clusterId,
      groupId,
      'lags',
      encodeURIComponent(lag.topic),
      'partitions',
      String(lag.partition),
    ),
    resource_name: groupResource(clusterId, groupId, `lag=${lag.topic}`, `partition=${lag.partition}`),
  },
  cluster_id: clusterId,
  consumer_group_id: groupId,
  topic_name: lag.topic,
  partition_id: lag.partition,
  consumer_id: lag.memberId ?? '',
  instance_id: lag.instanceId,
  client_id: lag.clientId ?? '',
  current_offset: Number(lag.currentOffset ?? 0),
  log_end_offset: Number(lag.endOffset),
  lag: lag.lag ?? 0,
})

/** Partitions that are assigned but have no commit are not lags of Confluent's API. */
export const toLagListDto = (clusterId: string, groupId: string, lags: PartitionLag[]) =>
  kafkaList(
    'KafkaConsumerLagList',
    groupLink(clusterId, groupId, 'lags'),
    lags.filter(({ lag }) => lag !== null).map((lag) => toLagDto(clusterId, groupId, lag)),
  )

export const toLagSummaryDto = (
  clusterId: string,
  groupId: string,
  { max, totalLag }: { max: PartitionLag; totalLag: number },
) => ({
  kind: 'KafkaConsumerGroupLagSummary' as const,
  metadata: {
    self: groupLink(clusterId, groupId, 'lag-summary'),
    resource_name: kafkaResource(clusterId, `consumer-groups=${groupId}`, 'lag-summary'),
  },
  cluster_id: clusterId,
  consumer_group_id: groupId,
  max_lag_consumer_id: max.memberId ?? '',
  max_lag_instance_id: max.instanceId,
  max_lag_client_id: max.clientId ?? '',
  max_lag_topic_name: max.topic,
  max_lag_partition_id: max.partition,
  max_lag: max.lag ?? 0,
  total_lag: totalLag,
  max_lag_consumer: {
    related:
      max.memberId === null
        ? groupLink(clusterId, groupId, 'consumers')
        : consumerLink(clusterId, groupId, max.memberId),
  },
  max_lag_partition: {
    related: kafkaLink(
      clusterId,
      'topics',
      encodeURIComponent(max.topic),
      'partitions',
      String(max.partition),
    ),
  },
})
