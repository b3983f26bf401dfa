// Kafka REST v3 objects of consumer groups as Confluent writes them.
import type { GroupDescription, GroupMember } from '@/lib/kafka'
import { kafkaLink, kafkaList, kafkaResource } from '@/lib/topics/rest-dto'

export const groupLink = (clusterId: string, groupId: string, ...rest: string[]): string =>
  kafkaLink(clusterId, 'consumer-groups', encodeURIComponent(groupId), ...rest)
export const groupResource = (clusterId: string, groupId: string, ...rest: string[]): string =>
  kafkaResource(clusterId, `consumer-group=${groupId}`, ...rest)
export const consumerLink = (
  clusterId: string,
  groupId: string,
  consumerId: string,
  ...rest: string[]
): string => groupLink(clusterId, groupId, 'consumers', encodeURIComponent(consumerId), ...rest)

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
