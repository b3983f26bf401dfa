import { z } from 'zod'
import { collectionMetadata, resourceMetadata } from '@/lib/topics/rest-schema'

export const brokerConfigParams = z.object({
  clusterId: z.string().max(64),
  configName: z.string().min(1).max(200),
})
export const updateBrokerConfigInput = z.object({ value: z.string().max(10_000).nullish() })

export const brokerConfigDto = z.object({
  kind: z.literal('KafkaClusterConfig'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  config_type: z.literal('BROKER'),
  name: z.string(),
  /** Left out when Kafka does not tell it: Terraform's provider cannot read null. */
  value: z.string().optional(),
  is_default: z.boolean(),
  is_read_only: z.boolean(),
  is_sensitive: z.boolean(),
  source: z.string(),
  synonyms: z.array(z.object({ name: z.string(), value: z.string().optional(), source: z.string() })),
})
export const brokerConfigListDto = z.object({
  kind: z.literal('KafkaClusterConfigList'),
  metadata: collectionMetadata,
  data: z.array(brokerConfigDto),
})
