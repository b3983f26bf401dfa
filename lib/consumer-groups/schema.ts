import { z } from 'zod'
import { collectionMetadata, related, resourceMetadata } from '@/lib/topics/rest-schema'

export const groupParams = z.object({ clusterId: z.string().max(64), groupId: z.string().min(1).max(1000) })
export const consumerParams = groupParams.extend({ consumerId: z.string().min(1).max(1000) })

export const consumerLagParams = groupParams.extend({
  topicName: z.string().min(1).max(249),
  partitionId: z.coerce.number().int().min(0),
})

export const consumerGroupDto = z.object({
  kind: z.literal('KafkaConsumerGroup'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  consumer_group_id: z.string(),
  is_simple: z.boolean(),
  partition_assignor: z.string(),
  state: z.string(),
  type: z.string(),
  is_mixed_consumer_group: z.boolean(),
  coordinator: related,
  consumers: related,
  lag_summary: related,
})
export const consumerGroupListDto = z.object({
  kind: z.literal('KafkaConsumerGroupList'),
  metadata: collectionMetadata,
  data: z.array(consumerGroupDto),
})

export const consumerDto = z.object({
  kind: z.literal('KafkaConsumer'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  consumer_group_id: z.string(),
  consumer_id: z.string(),
  instance_id: z.string().nullable(),
  client_id: z.string(),
  assignments: related,
})
export const assignmentParams = consumerParams.extend({
  topicName: z.string().min(1).max(249),
  partitionId: z.coerce.number().int().min(0),
})
export const assignmentDto = z.object({
  kind: z.literal('KafkaConsumerAssignment'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  consumer_group_id: z.string(),
  consumer_id: z.string(),
  topic_name: z.string(),
  partition_id: z.number(),
  partition: related,
  lag: related,
})
export const assignmentListDto = z.object({
  kind: z.literal('KafkaConsumerAssignmentList'),
  metadata: collectionMetadata,
  data: z.array(assignmentDto),
})
export const consumerListDto = z.object({
  kind: z.literal('KafkaConsumerList'),
  metadata: collectionMetadata,
  data: z.array(consumerDto),
})

export const consumerLagDto = z.object({
  kind: z.literal('KafkaConsumerLag'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  consumer_group_id: z.string(),
  topic_name: z.string(),
  partition_id: z.number(),
  consumer_id: z.string(),
  instance_id: z.string().nullable(),
  client_id: z.string(),
  current_offset: z.number(),
  log_end_offset: z.number(),
  lag: z.number(),
})
export const consumerLagListDto = z.object({
  kind: z.literal('KafkaConsumerLagList'),
  metadata: collectionMetadata,
  data: z.array(consumerLagDto),
})

export const lagSummaryDto = z.object({
  kind: z.literal('KafkaConsumerGroupLagSummary'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  consumer_group_id: z.string(),
  max_lag_consumer_id: z.string(),
  max_lag_instance_id: z.string().nullable(),
  max_lag_client_id: z.string(),
  max_lag_topic_name: z.string(),
  max_lag_partition_id: z.number(),
  max_lag: z.number(),
  total_lag: z.number(),
  max_lag_consumer: related,
  max_lag_partition: related,
})

/** Ours: one row of the console's list. */
export const groupRowDto = z.object({
  groupId: z.string(),
  state: z.string(),
  type: z.string(),
  members: z.number(),
  totalLag: z.number(),
  topics: z.array(z.object({ name: z.string(), lag: z.number() })),
})
export type GroupRow = z.infer<typeof groupRowDto>
export const groupRowListDto = z.object({ data: z.array(groupRowDto) })

/** Ours: a group with its members and the lag of every partition that it reads. Offsets are decimal strings. */
export const groupDetailDto = groupRowDto.extend({
  assignor: z.string(),
  coordinator: z.number(),
  memberDetails: z.array(
    z.object({
      memberId: z.string(),
      instanceId: z.string().nullable(),
      clientId: z.string(),
      host: z.string(),
      assignments: z.array(z.object({ topic: z.string(), partitions: z.array(z.number()) })),
    }),
  ),
  lags: z.array(
    z.object({
      topic: z.string(),
      partition: z.number(),
      /** null: nothing committed yet. */
      currentOffset: z.string().nullable(),
      endOffset: z.string(),
      lag: z.number().nullable(),
      memberId: z.string().nullable(),
      clientId: z.string().nullable(),
    }),
  ),
})
export type GroupDetail = z.infer<typeof groupDetailDto>
