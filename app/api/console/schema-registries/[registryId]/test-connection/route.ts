import { route } from '@/lib/http'
import { externalRegistryInput, registryTestResult } from '@/lib/schema-registries/external-schema'
import { registryParams } from '@/lib/schema-registries/schema'
import { testRegistry } from '@/lib/schema-registries/test-connection'

// POST /api/console/schema-registries/{id}/test-connection – try a registry before it is attached
export const POST = route({
  id: 'console/schema-registries.test-connection',
  permission: 'schema-registries:attach',
  params: registryParams,
  body: externalRegistryInput,
  bodyLimitBytes: 200 * 1024,
  rate: { perSecond: 0.5, burst: 10 },
  response: registryTestResult,
  handler: ({ ctx, params, body }) => testRegistry(ctx, params.registryId, body),
})
