import { organizationCrn, serviceAccountCrn, userCrn } from '@/lib/crn'
import type { Invitation } from '@/lib/generated/prisma/client'
import { selfLink } from '@/lib/http/page'
import type { InvitationDto, InvitationStatus } from '@/lib/invitations/schema'

export const invitationCrn = (organizationId: string, id: string): string =>
  `${organizationCrn(organizationId)}/invitation=${id}`

export function statusOf({ acceptedAt, expiresAt }: Invitation): InvitationStatus {
  if (acceptedAt) return 'INVITE_STATUS_ACCEPTED'
  return expiresAt.getTime() < Date.now() ? 'INVITE_STATUS_EXPIRED' : 'INVITE_STATUS_SENT'
}

export function toInvitationDto(row: Invitation, link?: string): InvitationDto {
  const { organizationId } = row
  return {
    api_version: 'iam/v2',
    kind: 'Invitation',
    id: row.id,
    metadata: {
      self: selfLink(`/iam/v2/invitations/${row.id}`),
      resource_name: invitationCrn(organizationId, row.id),
      created_at: row.createdAt.toISOString(),
      updated_at: row.updatedAt.toISOString(),
    },
    email: row.email,
    auth_type: 'AUTH_TYPE_LOCAL',
    status: statusOf(row),
    ...(row.acceptedAt ? { accepted_at: row.acceptedAt.toISOString() } : {}),
    expires_at: row.expiresAt.toISOString(),
    ...(row.userId ? { user: userReference(organizationId, row.userId) } : {}),
    ...creatorOf(row),
    ...(row.roleName === null ? {} : { role_name: row.roleName }),
    ...(link === undefined ? {} : { link }),
  }
}

type Reference = NonNullable<InvitationDto['user']>

const userReference = (organizationId: string, id: string): Reference => ({
  id,
  related: selfLink(`/iam/v2/users/${id}`),
  resource_name: userCrn(organizationId, id),
})

function creatorOf({ organizationId, creatorId: id }: Invitation): { creator?: Reference } {
  if (id.startsWith('u-')) return { creator: userReference(organizationId, id) }
  if (!id.startsWith('sa-')) return {}
  const related = selfLink(`/iam/v2/service-accounts/${id}`)
  return { creator: { id, related, resource_name: serviceAccountCrn(organizationId, id) } }
}
