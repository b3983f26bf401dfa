import { z } from 'zod'
import { route } from '@/lib/http'
import { deleteCluster } from '@/lib/clusters/delete'
import { toClusterDto } from '@/lib/clusters/dto'
import { requireCluster } from '@/lib/clusters/get'
import { clusterDto, clusterIdParams, updateClusterInput } from '@/lib/clusters/schema'
import { updateCluster } from '@/lib/clusters/update'

const inEnvironment = z.object({ environment: z.string().max(64).optional() })

// GET /cmk/v2/clusters/{id}?environment= – read a cluster
export const GET = route({
  id: 'cmk/v2/clusters.get',
  permission: 'clusters:read',
  params: clusterIdParams,
  query: inEnvironment,
  response: clusterDto,
  handler: async ({ ctx, params, query }) =>
    toClusterDto(
      await requireCluster(ctx, 'clusters:read', params.clusterId, { environmentId: query.environment }),
    ),
})

// PATCH /cmk/v2/clusters/{id} – rename, upgrade, protect or reconnect a cluster, change its listeners
export const PATCH = route({
  id: 'cmk/v2/clusters.update',
  permission: 'clusters:update',
  params: clusterIdParams,
  body: updateClusterInput,
  response: clusterDto,
  handler: async ({ ctx, params, body }) => toClusterDto(await updateCluster(ctx, params.clusterId, body)),
})

// DELETE /cmk/v2/clusters/{id}?environment= – delete a cluster with its connectors and keys
export const DELETE = route({
  id: 'cmk/v2/clusters.delete',
  permission: 'clusters:delete',
  params: clusterIdParams,
  query: inEnvironment,
  handler: ({ ctx, params, query }) => deleteCluster(ctx, params.clusterId, query.environment),
})
