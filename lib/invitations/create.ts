import { randomBytes } from 'node:crypto'
import { authorize, type Ctx } from '@/lib/context'
import { organizationCrn } from '@/lib/crn'
import { hashToken } from '@/lib/crypto'
import type { Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'
import type { Invitation } from '@/lib/generated/prisma/client'
import { newId } from '@/lib/ids'
import { mutate } from '@/lib/audit-events/mutate'
import { invitationCrn } from '@/lib/invitations/dto'
import { invitationLifetimeMs, invitationPurpose } from '@/lib/invitations/token'
import type { CreateInvitationInput } from '@/lib/invitations/schema'
import { requireRole, requireScope } from '@/lib/role-bindings/check-scope'
import { requireRoom } from '@/lib/service-quotas/limits'
import { inOrganization } from '@/lib/users/get'

/** Makes a link that lets one person in. It is answered here and never again; only its hash is kept. */
export async function createInvitation(
  ctx: Ctx,
  input: CreateInvitationInput,
): Promise<{ invitation: Invitation; link: string }> {
  await authorize(ctx, 'users:create')
  const { organizationId } = ctx
  const roleName = await grantedRole(ctx, input.role_name)
  const { email } = input
  const id = newId('i')
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + invitationLifetimeMs)
  const invitation = await mutate(
    ctx,
    {
      method: 'CreateInvitation',
      resource: invitationCrn(organizationId, id),
      change: { noun: 'invitations', id },
      data: { email, ...(roleName ? { role_name: roleName } : {}) },
    },
    async (tx) => {
      await requireStranger(tx, organizationId, email)
      await requireRoom(tx, 'invitations_per_org', organizationId, () =>
        tx.invitation.count({ where: { organizationId } }),
      )
      await tx.oneTimeToken.create({
        data: { hash: hashToken(token), purpose: invitationPurpose, subject: id, expiresAt },
      })
      const creatorId = ctx.actor.principal.replace(/^User:/, '')
      return tx.invitation.create({ data: { id, organizationId, email, roleName, creatorId, expiresAt } })
    },
  )
  // In the fragment, so that neither logs nor Referer headers carry it.
  return { invitation, link: `${env.url}/invitation#${token}` }
}

/** Who gives a role with the invitation must be allowed to bind it. */
async function grantedRole(ctx: Ctx, name: string | undefined): Promise<string | null> {
  if (!name) return null
  const crn = organizationCrn(ctx.organizationId)
  const roleName = requireRole(name)
  requireScope(ctx.organizationId, roleName, crn, 'role_name')
  await authorize(ctx, 'role-bindings:create', crn)
  return roleName
}

async function requireStranger(tx: Tx, organizationId: string, email: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`
  if ((await tx.user.count({ where: { email, ...inOrganization(organizationId) } })) > 0)
    throw new AppError('conflict', `${email} is a user of this organization already.`)
  const open = { organizationId, email, acceptedAt: null, expiresAt: { gt: new Date() } }
  if ((await tx.invitation.count({ where: open })) > 0)
    throw new AppError(
      'conflict',
      `${email} has an open invitation already. Delete that one first if its link was lost.`,
    )
}
