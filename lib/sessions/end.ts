import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { notFound } from '@/lib/errors'
import { notify } from '@/lib/events'
import { hashToken } from '@/lib/crypto'

/** Ends a session at once; its open event streams close with the notification. */
export async function endSession(sessionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const session = await tx.session.findUnique({
      where: { id: sessionId },
      include: { user: { include: { memberships: true } } },
    })
    if (!session) return
    await tx.session.delete({ where: { id: sessionId } })
    const organizationId = session.user.memberships[0]?.organizationId
    if (organizationId) await notify(tx, { noun: 'sessions', organizationId, id: publicSessionId(sessionId) })
  })
}

/** Browsers see a hash of the session id, never the id, which is a credential. */
export const publicSessionId = (sessionId: string): string => hashToken(sessionId).slice(0, 24)

export async function endOwnSession(ctx: Ctx, publicId: string): Promise<void> {
  await authorize(ctx, 'own-account')
  const sessions = await db.session.findMany({
    where: { userId: ctx.actor.userId ?? '' },
    select: { id: true },
  })
  const session = sessions.find(({ id }) => publicSessionId(id) === publicId)
  if (!session) throw notFound('Session', publicId)
  await endSession(session.id)
}
