import { z } from 'zod'
import { listMetadata, pageQuery, route } from '@/lib/http'
import { createServiceAccount } from '@/lib/service-accounts/create'
import { toServiceAccountDto } from '@/lib/service-accounts/dto'
import { listServiceAccounts } from '@/lib/service-accounts/list'
import {
  createServiceAccountInput,
  serviceAccountDto,
  serviceAccountListDto,
} from '@/lib/service-accounts/schema'

const name = z.string().max(200)
const filter = pageQuery.extend({
  display_name: z.union([name.transform((one) => [one]), z.array(name).max(100)]).optional(),
})

// GET /iam/v2/service-accounts?display_name= – list service accounts
export const GET = route({
  id: 'iam/v2/service-accounts.list',
  permission: 'service-accounts:read',
  query: filter,
  isFiltered: true,
  response: serviceAccountListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listServiceAccounts(ctx, query, query.display_name)
    return {
      api_version: 'iam/v2',
      kind: 'ServiceAccountList',
      metadata: listMetadata(request, page),
      data: page.items.map(toServiceAccountDto),
    }
  },
})

// POST /iam/v2/service-accounts – create a service account
export const POST = route({
  id: 'iam/v2/service-accounts.create',
  permission: 'service-accounts:create',
  body: createServiceAccountInput,
  response: serviceAccountDto,
  status: 201,
  handler: async ({ ctx, body }) => toServiceAccountDto(await createServiceAccount(ctx, body)),
})
