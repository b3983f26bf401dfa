// Signing in. The answer to a wrong e-mail and to a wrong password is the same, after the same work.
import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from '@/lib/crypto'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { userCrn } from '@/lib/crn'
import { db, type Tx } from '@/lib/db'
import { takeToken } from '@/lib/http/rate-limit'
import { systemContextOf } from '@/lib/organizations/system-context'
import { canonicalEmail } from '@/lib/users/schema'
import { sessionLifetimeMs } from '@/lib/sessions/lifetime'

type SignIn = { email: string; password: string; userAgent: string; ipAddress: string }

let decoy: Promise<string> | undefined

export async function signIn(input: SignIn): Promise<{ id: string; sessionId: string } | null> {
  const email = canonicalEmail(input.email)
  takeToken(`sign-in|${email}`, { perSecond: 5 / 60, burst: 5 })
  takeToken(`sign-in-from|${input.ipAddress}`, { perSecond: 20 / 60, burst: 20 })
  const user = await db.user.findUnique({ where: { email } })
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const isRight = await verifyPassword(input.password, user?.passwordHash ?? (await decoy))
  if (!user?.passwordHash || !user.isActive || !isRight) return null
  return startSession(user.id, input)
}

/** Whoever calls it has made sure that it is this user, and an active one. */
export async function startSession(
  userId: string,
  { userAgent, ipAddress }: Pick<SignIn, 'userAgent' | 'ipAddress'>,
): Promise<{ id: string; sessionId: string }> {
  const sessionId = randomBytes(24).toString('base64url')
  await db.$transaction(async (tx) => {
    await tx.session.create({
      data: {
        id: sessionId,
        userId,
        expiresAt: new Date(Date.now() + sessionLifetimeMs),
        userAgent: userAgent.slice(0, 300),
        ipAddress,
      },
    })
    await recordSignIn(tx, userId, ipAddress)
  })
  return { id: userId, sessionId }
}

/** In the audit log of every organization that the session opens. */
async function recordSignIn(tx: Tx, userId: string, clientAddress: string): Promise<void> {
  const memberships = await tx.membership.findMany({ where: { userId }, select: { organizationId: true } })
  for (const { organizationId } of memberships) {
    const system = systemContextOf(organizationId, 'sign-in')
    const ctx = { ...system, clientAddress, actor: { ...system.actor, principal: `User:${userId}` } }
    await recordAuditEvent(tx, ctx, { method: 'SignIn', resource: userCrn(organizationId, userId) })
  }
}
