import { route } from '@/lib/http'
import { deleteInvitation } from '@/lib/invitations/delete'
import { toInvitationDto } from '@/lib/invitations/dto'
import { requireInvitation } from '@/lib/invitations/get'
import { invitationDto, invitationParams } from '@/lib/invitations/schema'

// GET /iam/v2/invitations/{id} – read an invitation
export const GET = route({
  id: 'iam/v2/invitations.get',
  permission: 'users:read',
  params: invitationParams,
  response: invitationDto,
  handler: async ({ ctx, params }) =>
    toInvitationDto(await requireInvitation(ctx, 'users:read', params.invitationId)),
})

// DELETE /iam/v2/invitations/{id} – withdraw an invitation
export const DELETE = route({
  id: 'iam/v2/invitations.delete',
  permission: 'users:delete',
  params: invitationParams,
  handler: ({ ctx, params }) => deleteInvitation(ctx, params.invitationId),
})
