// Signing in with an identity of the provider. It signs in its own user; it becomes somebody's only by an invitation or when that user links it.
import { randomUUID } from 'node:crypto'
import { userCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { Invitation } from '@/lib/generated/prisma/client'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { takeToken } from '@/lib/http/rate-limit'
import type { Intent } from '@/lib/identities/intent'
import type { Refusal } from '@/lib/identities/schema'
import { finishLinking } from '@/lib/identities/link'
import { findByToken, redeem } from '@/lib/invitations/redeem'
import { systemContextOf } from '@/lib/organizations/system-context'
import { findActorBySession } from '@/lib/sessions/find-actor'
import { startSession } from '@/lib/sessions/sign-in'
import { canonicalEmail } from '@/lib/users/schema'

export type Claims = {
  issuer: string
  subject: string
  email: string
  isEmailVerified: boolean
  name: string
}
export type Visit = {
  intent: Intent | null
  /** Of the browser that comes back, if somebody is signed in there. */
  sessionId: string | undefined
  userAgent: string
  ipAddress: string
}
export async function signInWithIdentity(
  claims: Claims,
  visit: Visit,
): Promise<{ id: string; sessionId: string } | Refusal> {
  takeToken(`sign-in-from|${visit.ipAddress}`, { perSecond: 20 / 60, burst: 20 })
  const found = await findUser(claims, visit)
  if (typeof found === 'string') return found
  const user = await db.user.findUnique({ where: { id: found.userId }, select: { isActive: true } })
  return user?.isActive ? startSession(found.userId, visit) : 'AccountInactive'
}

async function findUser(claims: Claims, visit: Visit): Promise<{ userId: string } | Refusal> {
  const { issuer, subject } = claims
  const known = await db.identity.findUnique({ where: { issuer_subject: { issuer, subject } } })
  const { intent } = visit
  if (intent?.kind === 'link') return link(claims, visit, intent.token, known?.userId ?? null)
  const invitation = await findInvitation(claims, intent)
  if (known) {
    if (invitation) await join(invitation, known.userId)
    return { userId: known.userId }
  }
  return invitation ? acceptWith(claims, invitation) : 'IdentityUnknown'
}

/** By its link; or by its address, if the provider vouches that the address is this person's. */
async function findInvitation(claims: Claims, intent: Intent | null): Promise<Invitation | null> {
  if (intent?.kind === 'invitation') return findByToken(intent.token)
  if (!claims.isEmailVerified || claims.email === '') return null
  return db.invitation.findFirst({
    where: { email: canonicalEmail(claims.email), acceptedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
  })
}

async function acceptWith(claims: Claims, invitation: Invitation): Promise<{ userId: string } | Refusal> {
  // A like address is no proof that the account of that address is this person's: its user links the identity.
  if ((await db.user.count({ where: { email: invitation.email } })) > 0) return 'AccountExists'
  const { issuer, subject, email } = claims
  const { id } = await redeem(invitation, {
    userId: null,
    fullName: claims.name.slice(0, 100) || invitation.email,
    passwordHash: null,
    identity: { issuer, subject, email },
    requestId: randomUUID(),
  })
  return { userId: id }
}

async function join(invitation: Invitation, userId: string): Promise<void> {
  const { organizationId } = invitation
  if ((await db.membership.count({ where: { organizationId, userId } })) > 0) return
  await redeem(invitation, { userId, fullName: '', passwordHash: null, requestId: randomUUID() })
}

/** Only in the browser in which the user who began is still signed in. */
async function link(
  { issuer, subject, email }: Claims,
  { sessionId }: Visit,
  token: string,
  ownerId: string | null,
): Promise<{ userId: string } | Refusal> {
  const session = sessionId === undefined ? null : await findActorBySession(sessionId)
  const userId = session?.actor.userId
  if (!session || !userId) return 'IdentityUnknown'
  if (ownerId !== null) return ownerId === userId ? { userId } : 'IdentityTaken'
  const ctx = { ...systemContextOf(session.organizationId, 'link-identity'), actor: session.actor }
  return db.$transaction(async (tx) => {
    if ((await finishLinking(tx, token)) !== userId) return 'IdentityUnknown'
    await tx.identity.create({ data: { issuer, subject, userId, email } })
    await recordAuditEvent(tx, ctx, {
      method: 'LinkIdentity',
      resource: userCrn(ctx.organizationId, userId),
      data: { issuer },
    })
    return { userId }
  })
}
