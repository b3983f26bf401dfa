import { z } from 'zod'
import { listMetadataDto } from '@/lib/http/metadata'

const reference = z.object({ id: z.string().min(1).max(64) })

export const createKsqlClusterInput = z.object({
  spec: z.object({
    display_name: z
      .string()
      .regex(
        /^[0-9A-Za-z-][\w-]{0,31}$/,
        'Use at most 32 letters, digits, hyphens and underscores, without an underscore in front.',
      ),
    csu: z.union(
      [1, 2, 4, 8, 12].map((size) => z.literal(size)),
      'A size is 1, 2, 4, 8 or 12 units.',
    ),
    use_detailed_processing_log: z.boolean().default(true),
    kafka_cluster: reference,
    credential_identity: reference,
    environment: reference,
  }),
})
export type CreateKsqlClusterInput = z.infer<typeof createKsqlClusterInput>

/** Empty until there is an engine. */
export const ksqlClusterListDto = z.object({
  api_version: z.literal('ksqldbcm/v2'),
  kind: z.literal('ClusterList'),
  metadata: listMetadataDto,
  data: z.array(z.never()),
})

export const ksqlClusterParams = z.object({ ksqlClusterId: z.string().max(64) })
export const environmentQuery = z.object({ environment: z.string().min(1).max(64) })
