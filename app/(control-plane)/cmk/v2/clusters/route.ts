import { z } from 'zod'
import { listMetadata, pageQuery, route } from '@/lib/http'
import { createCluster } from '@/lib/clusters/create'
import { toClusterDto } from '@/lib/clusters/dto'
import { listClusters } from '@/lib/clusters/list'
import { clusterDto, clusterListDto, createClusterInput } from '@/lib/clusters/schema'

// GET /cmk/v2/clusters?environment= – list the clusters of an environment
export const GET = route({
  id: 'cmk/v2/clusters.list',
  permission: 'clusters:read',
  query: pageQuery.extend({
    environment: z.string().max(64),
    'spec.deletion_protection': z.enum(['true', 'false', '']).optional(),
    'spec.network': z.union([z.string(), z.array(z.string())]).optional(),
  }),
  isFiltered: true,
  response: clusterListDto,
  handler: async ({ ctx, query, request }) => {
    const protection = query['spec.deletion_protection']
    const isProtected = protection ? protection === 'true' : undefined
    const isInNetwork = [query['spec.network'] ?? []].flat().some((id) => id !== '')
    const { environment, page_size, page_token } = query
    const page = await listClusters(ctx, environment, { page_size, page_token, isProtected, isInNetwork })
    return {
      api_version: 'cmk/v2',
      kind: 'ClusterList',
      metadata: listMetadata(request, page),
      data: page.items.map(toClusterDto),
    }
  },
})

// POST /cmk/v2/clusters – create a cluster on this machine, or attach your own Kafka
export const POST = route({
  id: 'cmk/v2/clusters.create',
  permission: 'clusters:create',
  body: createClusterInput,
  response: clusterDto,
  status: 202,
  handler: async ({ ctx, body }) => toClusterDto(await createCluster(ctx, body)),
})
