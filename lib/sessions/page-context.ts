// For layouts, which render before any API is asked: the signed-in actor of a page, or null. Every API decides again.
import { randomUUID } from 'node:crypto'
import type { Ctx } from '@/lib/context'
import { readSessionId } from '@/lib/http/authenticate'
import { log } from '@/lib/log'
import { findActorBySession } from '@/lib/sessions/find-actor'

export async function findPageContext(headers: Headers): Promise<Ctx | null> {
  const sessionId = await readSessionId(headers.get('cookie'))
  const found = sessionId === undefined ? null : await findActorBySession(sessionId)
  if (!found) return null
  const requestId = randomUUID()
  return {
    ...found,
    requestId,
    clientAddress: headers.get('x-tributary-peer') ?? 'local',
    log: log.child({ requestId, principal: found.actor.principal }),
    authorized: new Set(),
  }
}
