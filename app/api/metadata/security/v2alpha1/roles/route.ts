import { z } from 'zod'
import { roleDefinition } from '@/lib/cli/schema'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'
import { listRoleDefinitions } from '@/lib/roles/definitions'

// GET /api/metadata/security/v2alpha1/roles?namespace= – the roles, with what they allow
export const GET = route({
  id: 'cli/roles.list',
  permission: 'own-account',
  query: z.object({ namespace: z.string().max(300).optional() }),
  response: z.array(roleDefinition),
  handler: async ({ ctx, query }) => {
    await authorize(ctx, 'own-account')
    return listRoleDefinitions(query.namespace)
  },
})
