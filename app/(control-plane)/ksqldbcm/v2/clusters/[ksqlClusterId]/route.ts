import { route } from '@/lib/http'
import { requireKsqlCluster } from '@/lib/ksql-clusters/absent'
import { environmentQuery, ksqlClusterParams } from '@/lib/ksql-clusters/schema'

// GET /ksqldbcm/v2/clusters/{id}?environment= – read a ksqlDB cluster
export const GET = route({
  id: 'ksqldbcm/v2/clusters.get',
  permission: 'ksql-clusters:read',
  params: ksqlClusterParams,
  query: environmentQuery,
  handler: ({ ctx, params, query }) =>
    requireKsqlCluster(ctx, 'ksql-clusters:read', params.ksqlClusterId, query.environment),
})

// DELETE /ksqldbcm/v2/clusters/{id}?environment= – delete a ksqlDB cluster
export const DELETE = route({
  id: 'ksqldbcm/v2/clusters.delete',
  permission: 'ksql-clusters:delete',
  params: ksqlClusterParams,
  query: environmentQuery,
  handler: ({ ctx, params, query }) =>
    requireKsqlCluster(ctx, 'ksql-clusters:delete', params.ksqlClusterId, query.environment),
})
