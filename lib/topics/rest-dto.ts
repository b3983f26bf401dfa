// Kafka REST v3 objects as Confluent writes them.
import type { PartitionReassignment, TopicDescription, TopicPartition } from '@/lib/kafka'
import { selfLink } from '@/lib/http/page'
import type { TopicDto } from '@/lib/topics/rest-schema'

const encode = encodeURIComponent

export const kafkaLink = (clusterId: string, ...rest: string[]): string =>
  selfLink(['/kafka/v3/clusters', clusterId, ...rest].join('/'))
export const topicLink = (clusterId: string, topic: string, ...rest: string[]): string =>
  kafkaLink(clusterId, 'topics', encode(topic), ...rest)
export const kafkaResource = (clusterId: string, ...rest: string[]): string =>
  [`crn:///kafka=${clusterId}`, ...rest].join('/')

export const kafkaList = <T, K extends string>(kind: K, self: string, data: T[]) => ({
  kind,
  metadata: { self, next: null },
  data,
})

export const toTopicDto = (clusterId: string, topic: TopicDescription): TopicDto => ({
  kind: 'KafkaTopic',
  metadata: {
    self: topicLink(clusterId, topic.name),
    resource_name: kafkaResource(clusterId, `topic=${topic.name}`),
  },
  cluster_id: clusterId,
  topic_name: topic.name,
  is_internal: topic.isInternal,
  replication_factor: topic.partitions[0]?.replicas.length ?? 0,
  partitions_count: topic.partitions.length,
  partitions: { related: topicLink(clusterId, topic.name, 'partitions') },
  configs: { related: topicLink(clusterId, topic.name, 'configs') },
  partition_reassignments: {
    related: topicLink(clusterId, topic.name, 'partitions', '-', 'reassignments'),
  },
})

export const toTopicListDto = (clusterId: string, topics: TopicDescription[], next: unknown = null) => ({
  kind: 'KafkaTopicList' as const,
  metadata: { self: kafkaLink(clusterId, 'topics'), next },
  data: topics.map((topic) => toTopicDto(clusterId, topic)),
})

export function toPartitionDto(clusterId: string, topic: string, { partition, leader }: TopicPartition) {
  const link = (...rest: string[]): string =>
    topicLink(clusterId, topic, 'partitions', String(partition), ...rest)
  return {
    kind: 'KafkaPartition' as const,
    metadata: {
      self: link(),
      resource_name: kafkaResource(clusterId, `topic=${topic}`, `partition=${partition}`),
    },
    cluster_id: clusterId,
    topic_name: topic,
    partition_id: partition,
    ...(leader === null ? {} : { leader: { related: link('replicas', String(leader)) } }),
    replicas: { related: link('replicas') },
    reassignment: { related: link('reassignment') },
  }
}

export const toPartitionListDto = (clusterId: string, topic: TopicDescription) =>
  kafkaList(
    'KafkaPartitionList',
    topicLink(clusterId, topic.name, 'partitions'),
    topic.partitions.map((partition) => toPartitionDto(clusterId, topic.name, partition)),
  )

const partitionLink = (clusterId: string, topic: string, partition: number, ...rest: string[]): string =>
  topicLink(clusterId, topic, 'partitions', String(partition), ...rest)
const partitionResource = (clusterId: string, topic: string, partition: number, ...rest: string[]): string =>
  kafkaResource(clusterId, `topic=${topic}`, `partition=${partition}`, ...rest)

export const toReplicaDto = (
  clusterId: string,
  topic: string,
  { partition, leader, isr }: TopicPartition,
  broker: number,
) => ({
  kind: 'KafkaReplica' as const,
  metadata: {
    self: partitionLink(clusterId, topic, partition, 'replicas', String(broker)),
    resource_name: partitionResource(clusterId, topic, partition, `replica=${broker}`),
  },
  cluster_id: clusterId,
  topic_name: topic,
  partition_id: partition,
  broker_id: broker,
  is_leader: broker === leader,
  is_in_sync: isr.includes(broker),
  broker: { related: kafkaLink(clusterId, 'brokers', String(broker)) },
})

export const toReplicaListDto = (clusterId: string, topic: string, partition: TopicPartition) =>
  kafkaList(
    'KafkaReplicaList',
    partitionLink(clusterId, topic, partition.partition, 'replicas'),
    partition.replicas.map((broker) => toReplicaDto(clusterId, topic, partition, broker)),
  )

export const toReassignmentDto = (
  clusterId: string,
  { topic, partition, adding, removing }: PartitionReassignment,
) => ({
  kind: 'KafkaReassignment' as const,
  metadata: {
    self: partitionLink(clusterId, topic, partition, 'reassignment'),
    resource_name: partitionResource(clusterId, topic, partition, 'reassignment'),
  },
  cluster_id: clusterId,
  topic_name: topic,
  partition_id: partition,
  adding_replicas: adding,
  removing_replicas: removing,
  replicas: { related: partitionLink(clusterId, topic, partition, 'replicas') },
})

export const toReassignmentListDto = (
  clusterId: string,
  path: string[],
  reassignments: PartitionReassignment[],
) =>
  kafkaList(
    'KafkaReassignmentList',
    kafkaLink(clusterId, 'topics', ...path),
    reassignments.map((one) => toReassignmentDto(clusterId, one)),
  )
