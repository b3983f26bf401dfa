import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { publicSessionId } from '@/lib/sessions/end'
import type { SessionDto } from '@/lib/sessions/schema'

export async function listOwnSessions(ctx: Ctx): Promise<SessionDto[]> {
  await authorize(ctx, 'own-account')
  const sessions = await db.session.findMany({
    where: { userId: ctx.actor.userId ?? '', expiresAt: { gt: new Date() } },
    orderBy: { lastSeenAt: 'desc' },
  })
  return sessions.map((session) => ({
    id: publicSessionId(session.id),
    created_at: session.createdAt.toISOString(),
    last_seen_at: session.lastSeenAt.toISOString(),
    user_agent: session.userAgent,
    ip_address: session.ipAddress,
    is_current: session.id === ctx.actor.sessionId,
  }))
}
