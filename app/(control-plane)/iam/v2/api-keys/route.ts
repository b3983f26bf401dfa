import { z } from 'zod'
import { listMetadata, pageQuery, route } from '@/lib/http'
import { createApiKey } from '@/lib/api-keys/create'
import { listApiKeys } from '@/lib/api-keys/list'
import { apiKeyDto, apiKeyListDto, createApiKeyInput } from '@/lib/api-keys/schema'

const filter = pageQuery.extend({
  'spec.owner': z.string().max(64).optional(),
  'spec.resource': z.string().max(64).optional(),
})

// GET /iam/v2/api-keys?spec.owner=&spec.resource= – list API keys
export const GET = route({
  id: 'iam/v2/api-keys.list',
  permission: 'api-keys:read',
  query: filter,
  isFiltered: true,
  response: apiKeyListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listApiKeys(ctx, query, {
      owner: query['spec.owner'],
      resource: query['spec.resource'],
    })
    return {
      api_version: 'iam/v2',
      kind: 'ApiKeyList',
      metadata: listMetadata(request, page),
      data: page.items,
    }
  },
})

// POST /iam/v2/api-keys – create an API key; the only answer that holds its secret
export const POST = route({
  id: 'iam/v2/api-keys.create',
  permission: 'api-keys:create',
  body: createApiKeyInput,
  response: apiKeyDto,
  status: 202,
  handler: ({ ctx, body }) => createApiKey(ctx, body),
})
