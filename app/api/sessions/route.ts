import { createSession } from '@/lib/cli/create-session'
import { createdSession, createSessionInput } from '@/lib/cli/schema'
import { authorize } from '@/lib/context'
import { route } from '@/lib/http'
import { endSession } from '@/lib/sessions/end'

// POST /api/sessions – log in on the command line with e-mail and password
export const POST = route({
  id: 'cli/sessions.create',
  permission: 'public',
  body: createSessionInput,
  bodyLimitBytes: 8 * 1024,
  response: createdSession,
  handler: ({ body, request }) =>
    createSession(body, {
      userAgent: request.headers.get('user-agent') ?? '',
      ipAddress: request.headers.get('x-tributary-peer') ?? 'local',
    }),
})

// DELETE /api/sessions – log out: this session and every token of it end
export const DELETE = route({
  id: 'cli/sessions.delete',
  permission: 'own-account',
  status: 200,
  handler: async ({ ctx }) => {
    await authorize(ctx, 'own-account')
    if (ctx.actor.sessionId !== null) await endSession(ctx.actor.sessionId)
    return {}
  },
})
