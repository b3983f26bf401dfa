import { z } from 'zod'
import { listMetadataDto, objectMetadata } from '@/lib/http/metadata'
import { emailField, fullNameField, passwordField } from '@/lib/users/schema'

export const createInvitationInput = z.object({
  email: emailField,
  auth_type: z.enum(['AUTH_TYPE_LOCAL', 'AUTH_TYPE_SSO']).optional(),
  /** Ours: a role on the organization that comes with the acceptance. */
  role_name: z.string().max(64).optional(),
})
export type CreateInvitationInput = z.infer<typeof createInvitationInput>

const reference = z.object({ id: z.string(), related: z.string(), resource_name: z.string() })

export const invitationStatus = z.enum([
  'INVITE_STATUS_SENT',
  'INVITE_STATUS_ACCEPTED',
  'INVITE_STATUS_EXPIRED',
])
export type InvitationStatus = z.infer<typeof invitationStatus>

export const invitationDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('Invitation'),
  id: z.string(),
  metadata: objectMetadata,
  email: z.string(),
  auth_type: z.literal('AUTH_TYPE_LOCAL'),
  status: invitationStatus,
  accepted_at: z.string().optional(),
  expires_at: z.string(),
  user: reference.optional(),
  creator: reference.optional(),
  role_name: z.string().optional(),
  /** Only in the answer to the creation: nothing is mailed, the creator hands it over. */
  link: z.string().optional(),
})
export type InvitationDto = z.infer<typeof invitationDto>

export const invitationListDto = z.object({
  api_version: z.literal('iam/v2'),
  kind: z.literal('InvitationList'),
  metadata: listMetadataDto,
  data: z.array(invitationDto),
})

export const invitationParams = z.object({ invitationId: z.string().max(64) })

const token = z.string().min(20).max(200)
export const invitationTokenInput = z.object({ token })

/** What the page of the link shows before it is accepted. */
export const openInvitationDto = z.object({
  email: z.string(),
  organization: z.string(),
  role_name: z.string().optional(),
  /** Somebody has this address already and joins with the password they have. */
  has_account: z.boolean(),
  /** The provider that one may sign in with instead of a password. */
  provider_name: z.string().optional(),
})
export type OpenInvitation = z.infer<typeof openInvitationDto>

export const acceptInvitationInput = z.object({
  token,
  full_name: fullNameField,
  password: passwordField,
})
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>
