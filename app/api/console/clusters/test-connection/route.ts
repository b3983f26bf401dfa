import { route } from '@/lib/http'
import { connectionTestResult, externalKafka } from '@/lib/clusters/external-schema'
import { testExternalKafka } from '@/lib/clusters/test-connection'

// POST /api/console/clusters/test-connection – try an external cluster; the answer names the layer that failed
export const POST = route({
  id: 'console/clusters.test-connection',
  permission: 'clusters:create',
  body: externalKafka,
  bodyLimitBytes: 200 * 1024,
  rate: { perSecond: 0.5, burst: 10 },
  response: connectionTestResult,
  handler: ({ ctx, body }) => testExternalKafka(ctx, body),
})
