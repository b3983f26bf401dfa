import { hashPassword, verifyPassword } from '@/lib/crypto'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { takeToken } from '@/lib/http/rate-limit'
import { env } from '@/lib/env'
import { findByToken, invitationGone, redeem } from '@/lib/invitations/redeem'
import type { AcceptInvitationInput, OpenInvitation } from '@/lib/invitations/schema'

export async function lookUpInvitation(token: string): Promise<OpenInvitation> {
  const invitation = await findByToken(token)
  if (!invitation) throw invitationGone()
  const { email, organizationId, roleName } = invitation
  const [organization, user] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId } }),
    db.user.findUnique({ where: { email } }),
  ])
  return {
    email,
    organization: organization.displayName,
    ...(roleName === null ? {} : { role_name: roleName }),
    has_account: user !== null,
    ...(env.oidc ? { provider_name: env.oidc.name } : {}),
  }
}

/** Redeems the link: a new account with this name and password, or the account of that address if the password is its own. */
export async function acceptInvitation(
  { token, full_name: fullName, password }: AcceptInvitationInput,
  requestId: string,
): Promise<{ id: string; email: string }> {
  const invitation = await findByToken(token)
  if (!invitation) throw invitationGone()
  const { email } = invitation
  takeToken(`sign-in|${email}`, { perSecond: 5 / 60, burst: 5 })
  const known = await db.user.findUnique({ where: { email } })
  if (
    known &&
    !(known.isActive && known.passwordHash && (await verifyPassword(password, known.passwordHash)))
  )
    throw new AppError('invalid', 'The password is wrong.', {
      fields: [{ path: 'password', message: `${email} has an account here already. Enter its password.` }],
    })
  const passwordHash = known ? null : await hashPassword(password)
  const user = await redeem(invitation, { userId: known?.id ?? null, fullName, passwordHash, requestId })
  return { ...user, email }
}
