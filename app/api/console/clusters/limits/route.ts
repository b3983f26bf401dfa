import { z } from 'zod'
import { route } from '@/lib/http'
import { getClusterLimits } from '@/lib/clusters/machine'
import { clusterLimits } from '@/lib/clusters/limits-schema'

// GET /api/console/clusters/limits?environment= – what a new cluster may take of this machine
export const GET = route({
  id: 'console/clusters.limits',
  permission: 'clusters:create',
  query: z.object({ environment: z.string().max(64) }),
  response: clusterLimits,
  handler: ({ ctx, query }) => getClusterLimits(ctx, query.environment),
})
