// Kafka REST v3 objects of consumer groups as Confluent writes them.
import type { GroupDescription, GroupMember } from '@/lib/kafka'
import type { PartitionLag } from '@/lib/consumer-groups/lags'
import { kafkaLink, kafkaList, kafkaResource } from '@/lib/topics/rest-dto'

const groupLink = (clusterId: string, groupId: string, ...rest: string[]): string =>
  kafkaLink(clusterId, 'consumer-groups', encodeURIComponent(groupId), ...rest)
const groupResource = (clusterId: string, groupId: string, ...rest: string[]): string =>
  kafkaResource(clusterId, `consumer-group=${groupId}`, ...rest)
const consumerLink = (clusterId: string, groupId: string, consumerId: string, ...rest: string[]): string =>
  groupLink(clusterId, groupId, 'consumers', encodeURIComponent(consumerId), ...rest)

export const toGroupDto = (clusterId: string, group: GroupDescription) => ({
  kind: 'KafkaConsumerGroup' as const,
  metadata: {
    self: groupLink(clusterId, group.groupId),
    resource_name: groupResource(clusterId, group.groupId),
  },
  cluster_id: clusterId,
  consumer_group_id: group.groupId,
  is_simple: group.assignor === '' && group.members.length === 0,
  partition_assignor: group.assignor,
  state: group.state,
  type: group.type.toUpperCase(),
  is_mixed_consumer_group: false,
  coordinator: { related: kafkaLink(clusterId, 'brokers', String(group.coordinator)) },
  consumers: { related: groupLink(clusterId, group.groupId, 'consumers') },
  lag_summary: { related: groupLink(clusterId, group.groupId, 'lag-summary') },
})

export const toGroupListDto = (clusterId: string, groups: GroupDescription[]) =>
  kafkaList(
    'KafkaConsumerGroupList',
    kafkaLink(clusterId, 'consumer-groups'),
    groups.map((group) => toGroupDto(clusterId, group)),
  )

export const toConsumerDto = (clusterId: string, groupId: string, member: GroupMember) => ({
  kind: 'KafkaConsumer' as const,
  metadata: {
    self: consumerLink(clusterId, groupId, member.memberId),
    resource_name: groupResource(clusterId, groupId, `consumer=${member.memberId}`),
  },
  cluster_id: clusterId,
  consumer_group_id: groupId,
  consumer_id: member.memberId,
  instance_id: member.instanceId,
  client_id: member.clientId,
  assignments: { related: consumerLink(clusterId, groupId, member.memberId, 'assignments') },
})

export const toConsumerListDto = (clusterId: string, { groupId, members }: GroupDescription) =>
  kafkaList(
    'KafkaConsumerList',
    groupLink(clusterId, groupId, 'consumers'),
    members.map((member) => toConsumerDto(clusterId, groupId, member)),
  )

export const toAssignmentDto = (
  clusterId: string,
  groupId: string,
  consumerId: string,
  topic: string,
  partition: number,
) => {
  const place = [encodeURIComponent(topic), 'partitions', String(partition)]
  return {
    kind: 'KafkaConsumerAssignment' as const,
    metadata: {
      self: consumerLink(clusterId, groupId, consumerId, 'assignments', ...place),
      resource_name: groupResource(
        clusterId,
        groupId,
        `consumer=${consumerId}`,
        `assignment=${topic}`,
        `partition=${partition}`,
      ),
    },
    cluster_id: clusterId,
    consumer_group_id: groupId,
    consumer_id: consumerId,
    topic_name: topic,
    partition_id: partition,
    partition: { related: kafkaLink(clusterId, 'topics', ...place) },
    lag: { related: groupLink(clusterId, groupId, 'lags', ...place) },
  }
}

export const toAssignmentListDto = (
  clusterId: string,
  groupId: string,
  { memberId, assignments }: GroupMember,
) =>
  kafkaList(
    'KafkaConsumerAssignmentList',
    consumerLink(clusterId, groupId, memberId, 'assignments'),
    assignments.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => toAssignmentDto(clusterId, groupId, memberId, topic, partition)),
    ),
  )

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
