import { route } from '@/lib/http'
import { deleteClientQuota } from '@/lib/client-quotas/delete'
import { toClientQuotaDto } from '@/lib/client-quotas/dto'
import { requireClientQuota } from '@/lib/client-quotas/get'
import { clientQuotaDto, clientQuotaParams, updateClientQuotaInput } from '@/lib/client-quotas/schema'
import { updateClientQuota } from '@/lib/client-quotas/update'

// GET /kafka-quotas/v1/client-quotas/{id} – read a quota
export const GET = route({
  id: 'kafka-quotas/v1/client-quotas.get',
  permission: 'client-quotas:read',
  params: clientQuotaParams,
  response: clientQuotaDto,
  handler: async ({ ctx, params }) =>
    toClientQuotaDto(await requireClientQuota(ctx, 'client-quotas:read', params.quotaId)),
})

// PATCH /kafka-quotas/v1/client-quotas/{id} – change name, rates or principals
export const PATCH = route({
  id: 'kafka-quotas/v1/client-quotas.update',
  permission: 'client-quotas:update',
  params: clientQuotaParams,
  body: updateClientQuotaInput,
  response: clientQuotaDto,
  handler: async ({ ctx, params, body }) =>
    toClientQuotaDto(await updateClientQuota(ctx, params.quotaId, body)),
})

// DELETE /kafka-quotas/v1/client-quotas/{id} – lift the limit
export const DELETE = route({
  id: 'kafka-quotas/v1/client-quotas.delete',
  permission: 'client-quotas:delete',
  params: clientQuotaParams,
  handler: ({ ctx, params }) => deleteClientQuota(ctx, params.quotaId),
})
