import { z } from 'zod'
import { registryCrn } from '@/lib/crn'
import { authorize } from '@/lib/context'
import { operation, requestsPerSecond } from './operation'

/** As many as there are ids. */
const maxSchemas = 2 ** 31 - 1

// GET /clusterconfig – the limits of the registry
export const GET = operation({
  id: 'cluster-config.get',
  permission: 'schema-registries:read',
  response: z.object({ maxSchemas: z.number(), maxRequestsPerSec: z.number() }),
  run: async ({ ctx, registry: { id, organizationId, environmentId } }) => {
    await authorize(ctx, 'schema-registries:read', registryCrn(organizationId, environmentId, id))
    return { maxSchemas, maxRequestsPerSec: requestsPerSecond }
  },
})
