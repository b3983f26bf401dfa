import { route } from '@/lib/http'
import { deleteEnvironment } from '@/lib/environments/delete'
import { toEnvironmentDto } from '@/lib/environments/dto'
import { requireEnvironment } from '@/lib/environments/get'
import { environmentDto, environmentParams, updateEnvironmentInput } from '@/lib/environments/schema'
import { updateEnvironment } from '@/lib/environments/update'

// GET /org/v2/environments/{id} – read an environment
export const GET = route({
  id: 'org/v2/environments.get',
  permission: 'environments:read',
  params: environmentParams,
  response: environmentDto,
  handler: async ({ ctx, params }) =>
    toEnvironmentDto(await requireEnvironment(ctx, 'environments:read', params.envId)),
})

// PATCH /org/v2/environments/{id} – rename an environment
export const PATCH = route({
  id: 'org/v2/environments.update',
  permission: 'environments:update',
  params: environmentParams,
  body: updateEnvironmentInput,
  response: environmentDto,
  handler: async ({ ctx, params, body }) =>
    toEnvironmentDto(await updateEnvironment(ctx, params.envId, body)),
})

// DELETE /org/v2/environments/{id} – delete an environment that has no clusters
export const DELETE = route({
  id: 'org/v2/environments.delete',
  permission: 'environments:delete',
  params: environmentParams,
  handler: ({ ctx, params }) => deleteEnvironment(ctx, params.envId),
})
