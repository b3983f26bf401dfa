import { route } from '@/lib/http'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { toApiKeyDto } from '@/lib/api-keys/dto'
import { requireApiKey } from '@/lib/api-keys/get'
import { apiKeyDto, apiKeyParams, updateApiKeyInput } from '@/lib/api-keys/schema'
import { updateApiKey } from '@/lib/api-keys/update'

// GET /iam/v2/api-keys/{id} – read an API key, without its secret
export const GET = route({
  id: 'iam/v2/api-keys.get',
  permission: 'api-keys:read',
  params: apiKeyParams,
  response: apiKeyDto,
  handler: async ({ ctx, params }) => {
    const { key, place } = await requireApiKey(ctx, 'api-keys:read', params.apiKeyId)
    return toApiKeyDto(key, place.environmentId)
  },
})

// PATCH /iam/v2/api-keys/{id} – edit display name and description
export const PATCH = route({
  id: 'iam/v2/api-keys.update',
  permission: 'api-keys:update',
  params: apiKeyParams,
  body: updateApiKeyInput,
  response: apiKeyDto,
  handler: ({ ctx, params, body }) => updateApiKey(ctx, params.apiKeyId, body),
})

// DELETE /iam/v2/api-keys/{id} – delete a key: 204 once the broker refuses it, 202 while that is pending
export const DELETE = route({
  id: 'iam/v2/api-keys.delete',
  permission: 'api-keys:delete',
  params: apiKeyParams,
  handler: async ({ ctx, params }) =>
    (await deleteApiKey(ctx, params.apiKeyId)) ? undefined : new Response(null, { status: 202 }),
})
