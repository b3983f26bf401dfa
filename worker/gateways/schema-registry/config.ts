import { configAnswer, configBody, deleteConfig, getConfig, putConfig } from '@/lib/subjects/config'
import { operation } from './operation'

// GET /config – of the registry; of a context it is that of the subject `:.context:`
export const GET = operation({
  id: 'configs.get',
  permission: 'schema-registries:read',
  response: configAnswer,
  run: ({ ctx, registry }) => getConfig(ctx, registry, {}),
})

// PUT /config – set it
export const PUT = operation({
  id: 'configs.put',
  permission: 'schema-registries:update',
  body: configBody,
  response: configBody,
  run: ({ ctx, registry, body }) => putConfig(ctx, registry, { body }),
})

// DELETE /config – back to the default
export const DELETE = operation({
  id: 'configs.delete',
  permission: 'schema-registries:update',
  response: configAnswer,
  run: ({ ctx, registry }) => deleteConfig(ctx, registry, {}),
})
