import { z } from 'zod'
import { noUsageLimits } from '@/lib/cli/limits'
import { usageLimits } from '@/lib/cli/schema'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'

const text = z.string().max(64).optional()

// GET /api/usage_limits?provider=&lkc_id=&env_id= – limits of a cluster for the command line: none are set
export const GET = route({
  id: 'cli/usage-limits.get',
  permission: 'own-account',
  query: z.object({ provider: text, lkc_id: text, env_id: text }),
  response: usageLimits,
  handler: async ({ ctx }) => {
    await authorize(ctx, 'own-account')
    return noUsageLimits
  },
})
