import { route } from '@/lib/http'
import { attachRegistry, detachRegistry, getExternal } from '@/lib/schema-registries/attach'
import { externalRegistryDto, externalRegistryInput } from '@/lib/schema-registries/external-schema'
import { registryParams } from '@/lib/schema-registries/schema'

// GET /api/console/schema-registries/{id} – whether it is ours or an attached one, and how that is reached
export const GET = route({
  id: 'console/schema-registries.get',
  permission: 'schema-registries:read',
  params: registryParams,
  response: externalRegistryDto,
  handler: ({ ctx, params }) => getExternal(ctx, params.registryId),
})

// PUT /api/console/schema-registries/{id} – attach a registry instead of ours, or reach the attached one another way
export const PUT = route({
  id: 'console/schema-registries.attach',
  permission: 'schema-registries:attach',
  params: registryParams,
  body: externalRegistryInput,
  bodyLimitBytes: 200 * 1024,
  rate: { perSecond: 0.5, burst: 10 },
  response: externalRegistryDto,
  handler: ({ ctx, params, body }) => attachRegistry(ctx, params.registryId, body),
})

// DELETE /api/console/schema-registries/{id} – detach it: ours again
export const DELETE = route({
  id: 'console/schema-registries.detach',
  permission: 'schema-registries:attach',
  params: registryParams,
  handler: ({ ctx, params }) => detachRegistry(ctx, params.registryId),
})
