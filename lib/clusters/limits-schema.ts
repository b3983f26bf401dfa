import { z } from 'zod'
import { localKinds } from '@/lib/clusters/schema'

/** Ours: what a new cluster may take of this machine. */
export const clusterLimits = z.object({
  memory_total_bytes: z.number(),
  memory_available_bytes: z.number(),
  disk_available_bytes: z.number(),
  cores: z.number(),
  is_tls_required: z.boolean(),
  kinds: z.array(
    z.object({
      kind: z.enum(localKinds),
      brokers: z.number(),
      memory_bytes: z.number(),
      disk_bytes: z.number(),
      /** Why it cannot be created now; null when it can. */
      refusal: z.string().nullable(),
    }),
  ),
})
export type ClusterLimits = z.infer<typeof clusterLimits>
