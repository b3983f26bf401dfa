import { authorize, type Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { publicSessionId } from '@/lib/sessions/end'
import { signToken } from '@/lib/tokens/signing'

const dataPlaneLifetimeMs = 15 * 60_000

/** For a session that was just made; in force as long as it, and no longer. */
export async function issueSessionToken(sessionId: string): Promise<string> {
  const session = await db.session.findUnique({ where: { id: sessionId } })
  if (!session) throw new AppError('unauthenticated', 'The session has ended. Sign in again.')
  const { userId, expiresAt } = session
  return signToken('session', { userId, publicSessionId: publicSessionId(sessionId) }, expiresAt)
}

/** A short token for the data plane, bound to the session that asks for it. */
export async function issueDataPlaneToken(ctx: Ctx): Promise<string> {
  await authorize(ctx, 'own-account')
  const { userId, sessionId } = ctx.actor
  if (userId === null || sessionId === null)
    throw new AppError('forbidden', 'Only a signed-in user gets a token. API keys are used as they are.')
  const expiresAt = new Date(Date.now() + dataPlaneLifetimeMs)
  return signToken('data-plane', { userId, publicSessionId: publicSessionId(sessionId) }, expiresAt)
}
