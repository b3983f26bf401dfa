import { z } from 'zod'
import { authorize } from '@/lib/context'
import { crnOfRegistry } from '@/lib/subjects/require-subject'
import { operation, requestsPerSecond } from './operation'

/** As many as there are ids. */
const maxSchemas = 2 ** 31 - 1

// GET /clusterconfig – the limits of the registry
export const GET = operation({
  id: 'cluster-config.get',
  permission: 'schema-registries:read',
  response: z.object({ maxSchemas: z.number(), maxRequestsPerSec: z.number() }),
  run: async ({ ctx, registry }) => {
    await authorize(ctx, 'schema-registries:read', crnOfRegistry(registry))
    return { maxSchemas, maxRequestsPerSec: requestsPerSecond }
  },
})
