import { z } from 'zod'
import { noPrices } from '@/lib/cli/limits'
import { priceTable } from '@/lib/cli/schema'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'

// GET /api/organizations/{number}/price_table?product= – the command line looks prices up; there are none
export const GET = route({
  id: 'cli/price-table.get',
  permission: 'own-account',
  params: z.object({ organizationNumber: z.string().max(20) }),
  query: z.object({ product: z.string().max(64).optional() }),
  response: priceTable,
  handler: async ({ ctx }) => {
    await authorize(ctx, 'own-account')
    return noPrices
  },
})
