import { z } from 'zod'
import { roleDefinition } from '@/lib/cli/schema'
import { authorize } from '@/lib/context'
import { notFound } from '@/lib/errors'
import { route } from '@/lib/http'
import { findRoleDefinition } from '@/lib/roles/definitions'

// GET /api/metadata/security/v2alpha1/roles/{name}?namespace= – one role
export const GET = route({
  id: 'cli/roles.get',
  permission: 'own-account',
  params: z.object({ roleName: z.string().max(64) }),
  query: z.object({ namespace: z.string().max(300).optional() }),
  response: roleDefinition,
  handler: async ({ ctx, params, query }) => {
    await authorize(ctx, 'own-account')
    const found = findRoleDefinition(params.roleName, query.namespace)
    if (!found) throw notFound('Role', params.roleName)
    return found
  },
})
