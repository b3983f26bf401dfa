import { listMetadata, route } from '@/lib/http'
import { createClientQuota } from '@/lib/client-quotas/create'
import { toClientQuotaDto } from '@/lib/client-quotas/dto'
import { listClientQuotas } from '@/lib/client-quotas/list'
import {
  clientQuotaDto,
  clientQuotaListDto,
  clientQuotaQuery,
  createClientQuotaInput,
} from '@/lib/client-quotas/schema'

// GET /kafka-quotas/v1/client-quotas – list quotas, of one cluster or environment when it is named
export const GET = route({
  id: 'kafka-quotas/v1/client-quotas.list',
  permission: 'client-quotas:read',
  isFiltered: true,
  query: clientQuotaQuery,
  response: clientQuotaListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listClientQuotas(ctx, query)
    return {
      api_version: 'kafka-quotas/v1',
      kind: 'ClientQuotaList',
      metadata: listMetadata(request, page),
      data: page.items.map(toClientQuotaDto),
    }
  },
})

// POST /kafka-quotas/v1/client-quotas – limit what principals send to and take from a cluster
export const POST = route({
  id: 'kafka-quotas/v1/client-quotas.create',
  permission: 'client-quotas:create',
  body: createClientQuotaInput,
  response: clientQuotaDto,
  status: 202,
  handler: async ({ ctx, body }) => toClientQuotaDto(await createClientQuota(ctx, body)),
})
