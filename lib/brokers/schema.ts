import { z } from 'zod'
import { collectionMetadata, resourceMetadata } from '@/lib/topics/rest-schema'

export const brokerParams = z.object({
  clusterId: z.string().max(64),
  brokerId: z.coerce.number().int().min(0),
})

export const brokerDto = z.object({
  kind: z.literal('KafkaBroker'),
  metadata: resourceMetadata,
  cluster_id: z.string(),
  broker_id: z.number(),
  host: z.string(),
  port: z.number(),
  rack: z.string().nullable(),
})
export const brokerListDto = z.object({
  kind: z.literal('KafkaBrokerList'),
  metadata: collectionMetadata,
  data: z.array(brokerDto),
})
