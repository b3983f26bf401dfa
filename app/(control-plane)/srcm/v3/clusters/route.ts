import { z } from 'zod'
import { listMetadata, pageQuery, route } from '@/lib/http'
import { toRegistryDto } from '@/lib/schema-registries/dto'
import { listRegistries } from '@/lib/schema-registries/list'
import { registryListDto } from '@/lib/schema-registries/schema'

// GET /srcm/v3/clusters?environment= – list the Schema Registry cluster of an environment
export const GET = route({
  id: 'srcm/v3/clusters.list',
  permission: 'schema-registries:read',
  query: pageQuery.extend({ environment: z.string().min(1).max(64) }),
  isFiltered: true,
  response: registryListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listRegistries(ctx, query.environment)
    return {
      api_version: 'srcm/v3',
      kind: 'ClusterList',
      metadata: listMetadata(request, page),
      data: page.items.map(toRegistryDto),
    }
  },
})
