import { route } from '@/lib/http'
import { lookUpInvitation } from '@/lib/invitations/accept'
import { invitationTokenInput, openInvitationDto } from '@/lib/invitations/schema'

// POST /api/console/invitations/look-up – what the link of an invitation is for; the link stays usable
export const POST = route({
  id: 'console/invitations.look-up',
  permission: 'public',
  body: invitationTokenInput,
  bodyLimitBytes: 8 * 1024,
  rate: { perSecond: 20 / 60, burst: 20 },
  response: openInvitationDto,
  status: 200,
  handler: ({ body }) => lookUpInvitation(body.token),
})
