import { route } from '@/lib/http'
import { intentHeader } from '@/lib/identities/intent'
import { startLinking } from '@/lib/identities/link'

// POST /api/console/account/identities/link – the sign-in at the provider that follows becomes one of mine
export const POST = route({
  id: 'console/account.link-identity',
  permission: 'own-account',
  handler: async ({ ctx }) => {
    const headers = { 'set-cookie': intentHeader({ kind: 'link', token: await startLinking(ctx) }) }
    return new Response(null, { status: 204, headers })
  },
})
