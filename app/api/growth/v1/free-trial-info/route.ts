import { z } from 'zod'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'

// GET /api/growth/v1/free-trial-info – the command line asks after promotions; there are none
export const GET = route({
  id: 'cli/free-trial-info.get',
  permission: 'own-account',
  response: z.object({ promo_code_claims: z.array(z.never()) }),
  handler: async ({ ctx }) => {
    await authorize(ctx, 'own-account')
    return { promo_code_claims: [] }
  },
})
