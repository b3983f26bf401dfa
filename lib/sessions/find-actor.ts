import type { Actor } from '@/lib/context'
import { db } from '@/lib/db'
import { sessionIdleMs } from '@/lib/sessions/lifetime'

const touchEveryMs = 60_000

/** The signed-in user of a session that has neither ended, expired nor idled, with the user's rights as they are now. */
export async function findActorBySession(
  sessionId: string,
): Promise<{ actor: Actor; organizationId: string } | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId },
    include: { user: { include: { memberships: { orderBy: { createdAt: 'asc' }, take: 1 } } } },
  })
  const now = Date.now()
  if (!session?.user.isActive || session.expiresAt.getTime() < now) return null
  if (now - session.lastSeenAt.getTime() > sessionIdleMs) return null
  const organizationId = session.user.memberships[0]?.organizationId
  if (organizationId === undefined) return null
  if (now - session.lastSeenAt.getTime() > touchEveryMs)
    await db.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: new Date(now) } })
  const principal = `User:${session.userId}`
  const bindings = await db.roleBinding.findMany({ where: { organizationId, principal } })
  const actor = { principal, userId: session.userId, sessionId, apiKeyId: null, onlyResource: null, bindings }
  return { actor, organizationId }
}
