// Shapes of Kafka REST v3 as Confluent writes them.
import { z } from 'zod'

export const resourceMetadata = z.object({ self: z.string(), resource_name: z.string() })
export const related = z.object({ related: z.string() })
export const collectionMetadata = z.object({ self: z.string(), next: z.null() })

export const topicDto = z.object({
  kind: z.literal('KafkaTopic'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  topic_name: z.string(),
  is_internal: z.boolean(),
  replication_factor: z.number(),
  partitions_count: z.number(),
  partitions: related,
  configs: related,
  partition_reassignments: related,
})
export type TopicDto = z.infer<typeof topicDto>
export const topicListDto = z.object({
  kind: z.literal('KafkaTopicList'),
  metadata: collectionMetadata.extend({ next: z.string().nullable() }),
  data: z.array(topicDto),
})

export const partitionDto = z.object({
  kind: z.literal('KafkaPartition'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  topic_name: z.string(),
  partition_id: z.number(),
  leader: related.optional(),
  replicas: related,
  reassignment: related,
})
export const partitionListDto = z.object({
  kind: z.literal('KafkaPartitionList'),
  metadata: collectionMetadata,
  data: z.array(partitionDto),
})

export const replicaDto = z.object({
  kind: z.literal('KafkaReplica'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  topic_name: z.string(),
  partition_id: z.number(),
  broker_id: z.number(),
  is_leader: z.boolean(),
  is_in_sync: z.boolean(),
  broker: related,
})
export const replicaListDto = z.object({
  kind: z.literal('KafkaReplicaList'),
  metadata: collectionMetadata,
  data: z.array(replicaDto),
})

export const reassignmentDto = z.object({
  kind: z.literal('KafkaReassignment'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  topic_name: z.string(),
  partition_id: z.number(),
  adding_replicas: z.array(z.number()),
  removing_replicas: z.array(z.number()),
  replicas: related,
})
export const reassignmentListDto = z.object({
  kind: z.literal('KafkaReassignmentList'),
  metadata: collectionMetadata,
  data: z.array(reassignmentDto),
})

export const topicConfigDto = z.object({
  kind: z.literal('KafkaTopicConfig'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  topic_name: z.string(),
  name: z.string(),
  /** Left out when Kafka does not tell it: Terraform's provider cannot read null. */
  value: z.string().optional(),
  is_default: z.boolean(),
  is_read_only: z.boolean(),
  is_sensitive: z.boolean(),
  source: z.string(),
  synonyms: z.array(z.object({ name: z.string(), value: z.string().optional(), source: z.string() })),
})
export type TopicConfigDto = z.infer<typeof topicConfigDto>
export const topicConfigListDto = z.object({
  kind: z.literal('KafkaTopicConfigList'),
  metadata: collectionMetadata,
  data: z.array(topicConfigDto),
})

export const kafkaClusterDto = z.object({
  kind: z.literal('KafkaCluster'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  controller: related.optional(),
  acls: related,
  brokers: related,
  broker_configs: related,
  consumer_groups: related,
  topics: related,
  partition_reassignments: related,
})
export const kafkaClusterListDto = z.object({
  kind: z.literal('KafkaClusterList'),
  metadata: collectionMetadata,
  data: z.array(kafkaClusterDto),
})
