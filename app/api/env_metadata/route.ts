import { thisMachine } from '@/lib/cli/limits'
import { environmentMetadata } from '@/lib/cli/schema'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'

// GET /api/env_metadata – clouds and regions for the command line: this machine
export const GET = route({
  id: 'cli/env-metadata.get',
  permission: 'own-account',
  response: environmentMetadata,
  handler: async ({ ctx }) => {
    await authorize(ctx, 'own-account')
    return thisMachine
  },
})
