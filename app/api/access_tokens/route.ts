import { accessToken } from '@/lib/cli/schema'
import { route } from '@/lib/http'
import { issueDataPlaneToken } from '@/lib/tokens/issue'

// POST /api/access_tokens – a short token for Kafka REST; the command line asks for one before each call
export const POST = route({
  id: 'cli/access-tokens.create',
  permission: 'own-account',
  response: accessToken,
  handler: async ({ ctx }) => ({ token: await issueDataPlaneToken(ctx), error: '' }),
})
