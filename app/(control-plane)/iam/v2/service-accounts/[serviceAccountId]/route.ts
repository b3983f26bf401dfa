import { route } from '@/lib/http'
import { deleteServiceAccount } from '@/lib/service-accounts/delete'
import { toServiceAccountDto } from '@/lib/service-accounts/dto'
import { requireServiceAccount } from '@/lib/service-accounts/get'
import {
  serviceAccountDto,
  serviceAccountParams,
  updateServiceAccountInput,
} from '@/lib/service-accounts/schema'
import { updateServiceAccount } from '@/lib/service-accounts/update'

// GET /iam/v2/service-accounts/{id} – read a service account
export const GET = route({
  id: 'iam/v2/service-accounts.get',
  permission: 'service-accounts:read',
  params: serviceAccountParams,
  response: serviceAccountDto,
  handler: async ({ ctx, params }) =>
    toServiceAccountDto(await requireServiceAccount(ctx, 'service-accounts:read', params.serviceAccountId)),
})

// PATCH /iam/v2/service-accounts/{id} – change name or description
export const PATCH = route({
  id: 'iam/v2/service-accounts.update',
  permission: 'service-accounts:update',
  params: serviceAccountParams,
  body: updateServiceAccountInput,
  response: serviceAccountDto,
  handler: async ({ ctx, params, body }) =>
    toServiceAccountDto(await updateServiceAccount(ctx, params.serviceAccountId, body)),
})

// DELETE /iam/v2/service-accounts/{id} – delete a service account with its API keys and role bindings
export const DELETE = route({
  id: 'iam/v2/service-accounts.delete',
  permission: 'service-accounts:delete',
  params: serviceAccountParams,
  handler: ({ ctx, params }) => deleteServiceAccount(ctx, params.serviceAccountId),
})
