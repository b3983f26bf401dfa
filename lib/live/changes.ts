// The change stream of one browser: what of its organization changed, never the data itself. Ends with the session.
import { authorize, type Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { eventStream } from '@/lib/live/event-stream'
import { subscribe } from '@/lib/live/hub'
import { findActorBySession } from '@/lib/sessions/find-actor'

const maxStreamsPerUser = 20
const open = new Map<string, number>()

export async function streamChanges(ctx: Ctx, signal: AbortSignal): Promise<Response> {
  await authorize(ctx, 'own-account')
  const { sessionId, userId } = ctx.actor
  if (sessionId === null || userId === null)
    throw new AppError('forbidden', 'This stream is for signed-in browsers.')
  const count = open.get(userId) ?? 0
  if (count >= maxStreamsPerUser)
    throw new AppError('quota', `At most ${maxStreamsPerUser} live streams per user. Close a browser window.`)
  open.set(userId, count + 1)
  return eventStream(signal, (sink) => {
    const unsubscribe = subscribe({
      organizationId: ctx.organizationId,
      onGap: () => sink.send('gap', {}),
      onChange: ({ organizationId: _own, ...change }) => {
        sink.send('change', change)
        if (change.noun === 'sessions')
          void findActorBySession(sessionId).then((actor) => {
            if (actor === null) sink.end()
          })
      },
    })
    return () => {
      unsubscribe()
      open.set(userId, (open.get(userId) ?? 1) - 1)
    }
  })
}
