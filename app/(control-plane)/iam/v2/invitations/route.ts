import { z } from 'zod'
import { listMetadata, pageQuery, route } from '@/lib/http'
import { createInvitation } from '@/lib/invitations/create'
import { toInvitationDto } from '@/lib/invitations/dto'
import { listInvitations } from '@/lib/invitations/list'
import { createInvitationInput, invitationDto, invitationListDto } from '@/lib/invitations/schema'

const text = z.string().max(254).default('')
const filter = pageQuery.extend({ email: text, status: text, user: text, creator: text })

// GET /iam/v2/invitations?email=&status=&user=&creator= – list invitations
export const GET = route({
  id: 'iam/v2/invitations.list',
  permission: 'users:read',
  query: filter,
  isFiltered: true,
  response: invitationListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listInvitations(ctx, query, query)
    return {
      api_version: 'iam/v2',
      kind: 'InvitationList',
      metadata: listMetadata(request, page),
      data: page.items.map((row) => toInvitationDto(row)),
    }
  },
})

// POST /iam/v2/invitations – invite a person; the only answer that holds the link
export const POST = route({
  id: 'iam/v2/invitations.create',
  permission: 'users:create',
  body: createInvitationInput,
  response: invitationDto,
  status: 201,
  handler: async ({ ctx, body }) => {
    const { invitation, link } = await createInvitation(ctx, body)
    return toInvitationDto(invitation, link)
  },
})
