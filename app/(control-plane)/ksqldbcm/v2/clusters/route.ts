import { listMetadata, pageQuery, route } from '@/lib/http'
import { createKsqlCluster, listKsqlClusters } from '@/lib/ksql-clusters/absent'
import { createKsqlClusterInput, environmentQuery, ksqlClusterListDto } from '@/lib/ksql-clusters/schema'

// GET /ksqldbcm/v2/clusters?environment= – list ksqlDB clusters: none yet
export const GET = route({
  id: 'ksqldbcm/v2/clusters.list',
  permission: 'ksql-clusters:read',
  query: pageQuery.extend(environmentQuery.shape),
  isFiltered: true,
  response: ksqlClusterListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listKsqlClusters(ctx, query.environment)
    return {
      api_version: 'ksqldbcm/v2',
      kind: 'ClusterList',
      metadata: listMetadata(request, page),
      data: page.items,
    }
  },
})

// POST /ksqldbcm/v2/clusters – create a ksqlDB cluster: answers 501 until there is an engine
export const POST = route({
  id: 'ksqldbcm/v2/clusters.create',
  permission: 'ksql-clusters:create',
  body: createKsqlClusterInput,
  status: 202,
  handler: ({ ctx, body }) => createKsqlCluster(ctx, body),
})
