// What every way of accepting shares: the invitation is used up, its account joins, its role is bound.
import { organizationCrn } from '@/lib/crn'
import { hashToken } from '@/lib/crypto'
import { db, type Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { notify } from '@/lib/events'
import type { Invitation } from '@/lib/generated/prisma/client'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { invitationCrn } from '@/lib/invitations/dto'
import { invitationPurpose } from '@/lib/invitations/token'
import { systemContextOf } from '@/lib/organizations/system-context'
import { isAllowed, isRoleName, type Action } from '@/lib/permissions'
import { applyRolesNow } from '@/lib/role-bindings/apply'
import { requireRoom } from '@/lib/service-quotas/limits'
import { insertUser, joinOrganization } from '@/lib/users/create'

const goneMessage =
  'This invitation was used, withdrawn or has expired. Ask the person who sent you the link for a new one.'
export const invitationGone = (): AppError => new AppError('forbidden', goneMessage)

/** The invitation of a link that still works; the link stays usable. */
export async function findByToken(token: string): Promise<Invitation | null> {
  const row = await db.oneTimeToken.findFirst({
    where: { hash: hashToken(token), purpose: invitationPurpose, expiresAt: { gt: new Date() } },
  })
  return row?.subject ? db.invitation.findFirst({ where: { id: row.subject, acceptedAt: null } }) : null
}

export type Newcomer = {
  /** An account that exists already; null for a new one. */
  userId: string | null
  fullName: string
  passwordHash: string | null
  identity?: { issuer: string; subject: string; email: string }
  requestId: string
}

/** Lets one account in. Of two at the same moment one wins, the other finds the invitation gone. */
export async function redeem(invitation: Invitation, newcomer: Newcomer): Promise<{ id: string }> {
  const { id, organizationId, email, roleName: name } = invitation
  const roleName = name !== null && isRoleName(name) ? name : null
  const user = await db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id, acceptedAt: null, expiresAt: { gt: new Date() } },
      data: { acceptedAt: new Date() },
    })
    if (count !== 1) throw invitationGone()
    await tx.oneTimeToken.deleteMany({ where: { purpose: invitationPurpose, subject: id } })
    await requireCreator(tx, invitation)
    await requireRoom(tx, 'users_per_org', organizationId, () =>
      tx.membership.count({ where: { organizationId } }),
    )
    const { userId, fullName, passwordHash, identity, requestId } = newcomer
    const place = { organizationId, roleName }
    const account = userId
      ? { id: userId }
      : await insertUser(tx, { email, fullName, ...place }, passwordHash)
    if (userId) await joinOrganization(tx, place, userId)
    if (identity) await tx.identity.create({ data: { ...identity, userId: account.id } })
    await tx.invitation.update({ where: { id }, data: { userId: account.id } })
    await recordAuditEvent(tx, contextOf(organizationId, account.id, requestId), {
      method: 'AcceptInvitation',
      resource: invitationCrn(organizationId, id),
      data: { email, user: account.id, ...(roleName ? { role_name: roleName } : {}) },
    })
    for (const noun of ['invitations', 'users', 'role-bindings'] as const)
      await notify(tx, { noun, organizationId, id: account.id })
    return account
  })
  const binding = roleName ? [{ roleName, crnPattern: organizationCrn(organizationId) }] : []
  await applyRolesNow(contextOf(organizationId, user.id, newcomer.requestId), binding)
  return user
}

function contextOf(organizationId: string, userId: string, requestId: string) {
  const ctx = systemContextOf(organizationId, 'invitation', requestId)
  return { ...ctx, actor: { ...ctx.actor, principal: `User:${userId}` } }
}

/** An invitation is worth what its creator may do now: it does not outlive the rights of who made it. */
async function requireCreator(tx: Tx, { organizationId, creatorId, roleName }: Invitation): Promise<void> {
  if (creatorId.startsWith('System:')) return
  const bindings = await tx.roleBinding.findMany({
    where: { organizationId, principal: `User:${creatorId}` },
  })
  const isActive = creatorId.startsWith('u-')
    ? await tx.user.count({ where: { id: creatorId, isActive: true } })
    : await tx.serviceAccount.count({ where: { id: creatorId, organizationId } })
  const may = (action: Action): boolean => isAllowed(bindings, action, organizationCrn(organizationId))
  if (isActive > 0 && may('users:create') && (roleName === null || may('role-bindings:create'))) return
  throw invitationGone()
}
