import { z } from 'zod'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'
import { listRoleDefinitions } from '@/lib/roles/definitions'

// GET /api/metadata/security/v2alpha1/roleNames?namespace= – the names of the roles
export const GET = route({
  id: 'cli/role-names.list',
  permission: 'own-account',
  query: z.object({ namespace: z.string().max(300).optional() }),
  response: z.array(z.string()),
  handler: async ({ ctx, query }) => {
    await authorize(ctx, 'own-account')
    return listRoleDefinitions(query.namespace).map(({ name }) => name)
  },
})
