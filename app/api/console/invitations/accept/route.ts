import { z } from 'zod'
import { route } from '@/lib/http'
import { acceptInvitation } from '@/lib/invitations/accept'
import { acceptInvitationInput } from '@/lib/invitations/schema'

// POST /api/console/invitations/accept – redeem the link of an invitation with a name and a password
export const POST = route({
  id: 'console/invitations.accept',
  permission: 'public',
  body: acceptInvitationInput,
  bodyLimitBytes: 8 * 1024,
  rate: { perSecond: 10 / 60, burst: 10 },
  response: z.object({ id: z.string(), email: z.string() }),
  status: 201,
  handler: ({ body, requestId }) => acceptInvitation(body, requestId),
})
