import type { Actor } from '@/lib/context'
import { db } from '@/lib/db'
import { publicSessionId } from '@/lib/sessions/end'
import { findActorBySession } from '@/lib/sessions/find-actor'
import { readToken, type TokenPurpose } from '@/lib/tokens/signing'

const looksLikeToken = /^[\w-]{2,2000}\.[\w-]{2,4000}\.[\w-]{43}$/

/** The signed-in user of a token, with the rights as they are now; null once its session has ended, whatever the token says. */
export async function findActorByToken(
  token: string,
  accepted: readonly TokenPurpose[],
): Promise<{ actor: Actor; organizationId: string } | null> {
  if (!looksLikeToken.test(token)) return null
  for (const purpose of accepted) {
    const subject = await readToken(purpose, token)
    if (!subject) continue
    const sessions = await db.session.findMany({ where: { userId: subject.userId }, select: { id: true } })
    const session = sessions.find(({ id }) => publicSessionId(id) === subject.publicSessionId)
    return session ? findActorBySession(session.id) : null
  }
  return null
}
