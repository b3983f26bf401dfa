import { z } from 'zod'
import { auditTopic } from '@/lib/audit-events/schema'
import { validateTopicName } from '@/lib/topics/topic-name'

export { validateTopicName }

/** Topics that Kafka, Connect or Tributary keep for themselves start with an underscore; the audit log has Confluent's name. */
export const isInternalName = (name: string): boolean => name.startsWith('_') || name === auditTopic

export const topicName = z.string().superRefine((name, issue) => {
  const reason = validateTopicName(name)
  if (reason !== null) issue.addIssue({ code: 'custom', message: reason })
})

/** A name in a path: whatever exists may be read, and Kafka says when it does not. */
export const topicParams = z.object({ clusterId: z.string().max(64), topicName: z.string().min(1).max(249) })
export const topicConfigParams = topicParams.extend({ configName: z.string().min(1).max(200) })
export const partitionParams = topicParams.extend({ partitionId: z.coerce.number().int().min(0) })

export const replicaParams = partitionParams.extend({ brokerId: z.coerce.number().int().min(0) })

export const maxPartitions = 1000
export const defaultPartitions = 6
const partitionsCount = z
  .int('Enter a whole number.')
  .min(1, 'A topic has at least 1 partition.')
  .max(maxPartitions, `At most ${maxPartitions} partitions at a time.`)

export const createTopicInput = z.object({
  topic_name: topicName,
  partitions_count: partitionsCount.nullish(),
  replication_factor: z.int().min(1).max(32767).nullish(),
  configs: z
    .array(z.object({ name: z.string().min(1).max(200), value: z.string().max(10_000).nullish() }))
    .max(100)
    .nullish(),
  validate_only: z.boolean().nullish(),
})
export type CreateTopicInput = z.infer<typeof createTopicInput>

/** Confluent's clients ask for everything; who has thousands of topics may ask for a page. */
export const topicListQuery = z.object({
  page_size: z.coerce.number().int().min(1).max(10_000).optional(),
  page_token: z.string().max(500).optional(),
})

export const updateTopicInput = z.object({ partitions_count: partitionsCount })

export const alterConfigsInput = z.object({
  data: z
    .array(
      z.object({
        name: z.string().min(1).max(200),
        value: z.string().max(10_000).nullish(),
        operation: z.enum(['SET', 'DELETE']).nullish(),
      }),
    )
    .max(200),
  validate_only: z.boolean().nullish(),
})
export type AlterConfigsInput = z.infer<typeof alterConfigsInput>

export const updateConfigInput = z.object({ value: z.string().max(10_000) })

const topicRates = z.object({
  bytesInPerSec: z.number(),
  bytesOutPerSec: z.number(),
  messagesInPerSec: z.number(),
})

/** Ours: one row of the console's list. Rates are absent while the cluster has not been measured. */
export const topicRowDto = z.object({
  name: z.string(),
  isInternal: z.boolean(),
  partitions: z.number(),
  replicationFactor: z.number(),
  underReplicated: z.number(),
  sizeBytes: z.number().nullable(),
  rates: topicRates.optional(),
})
export type TopicRow = z.infer<typeof topicRowDto>
export const topicRowListDto = z.object({ data: z.array(topicRowDto) })

/** Ours: what the topic's overview shows. Offsets are decimal strings; size is the leader's. */
export const topicDetailDto = topicRowDto.extend({
  cleanupPolicy: z.string(),
  retentionMs: z.number().nullable(),
  retentionBytes: z.number().nullable(),
  messages: z.number(),
  partitionDetails: z.array(
    z.object({
      partition: z.number(),
      leader: z.number().nullable(),
      replicas: z.array(z.number()),
      isr: z.array(z.number()),
      earliest: z.string().nullable(),
      latest: z.string().nullable(),
      sizeBytes: z.number().nullable(),
    }),
  ),
})
export type TopicDetail = z.infer<typeof topicDetailDto>
