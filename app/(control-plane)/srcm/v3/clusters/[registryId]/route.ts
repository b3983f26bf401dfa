import { z } from 'zod'
import { route } from '@/lib/http'
import { toRegistryDto } from '@/lib/schema-registries/dto'
import { requireRegistry } from '@/lib/schema-registries/get'
import { registryDto, registryParams } from '@/lib/schema-registries/schema'

// GET /srcm/v3/clusters/{id}?environment= – read a Schema Registry cluster
export const GET = route({
  id: 'srcm/v3/clusters.get',
  permission: 'schema-registries:read',
  params: registryParams,
  query: z.object({ environment: z.string().min(1).max(64) }),
  response: registryDto,
  handler: async ({ ctx, params, query }) =>
    toRegistryDto(await requireRegistry(ctx, 'schema-registries:read', params.registryId, query.environment)),
})
