import { route } from '@/lib/http'
import { intentHeader } from '@/lib/identities/intent'
import { lookUpInvitation } from '@/lib/invitations/accept'
import { invitationTokenInput } from '@/lib/invitations/schema'

// POST /api/console/invitations/oidc – the sign-in at the provider that follows accepts this invitation
export const POST = route({
  id: 'console/invitations.oidc',
  permission: 'public',
  body: invitationTokenInput,
  bodyLimitBytes: 8 * 1024,
  rate: { perSecond: 10 / 60, burst: 10 },
  handler: async ({ body }) => {
    await lookUpInvitation(body.token)
    const headers = { 'set-cookie': intentHeader({ kind: 'invitation', token: body.token }) }
    return new Response(null, { status: 204, headers })
  },
})
