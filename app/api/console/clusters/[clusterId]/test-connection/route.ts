import { route } from '@/lib/http'
import { connectionTestResult, externalKafkaEdit } from '@/lib/clusters/external-schema'
import { clusterIdParams } from '@/lib/clusters/schema'
import { testClusterEdit } from '@/lib/clusters/test-connection'

// POST /api/console/clusters/{id}/test-connection – try another way to an attached cluster before it is stored
export const POST = route({
  id: 'console/clusters.test-edit',
  permission: 'clusters:update',
  params: clusterIdParams,
  body: externalKafkaEdit,
  bodyLimitBytes: 200 * 1024,
  rate: { perSecond: 0.5, burst: 10 },
  response: connectionTestResult,
  handler: ({ ctx, params, body }) => testClusterEdit(ctx, params.clusterId, body),
})
