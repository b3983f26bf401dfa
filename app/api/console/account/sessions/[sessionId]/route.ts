import { z } from 'zod'
import { route } from '@/lib/http'
import { endOwnSession } from '@/lib/sessions/end'

// DELETE /api/console/account/sessions/{id} – end one of my sessions at once
export const DELETE = route({
  id: 'console/account.sessions.end',
  permission: 'own-account',
  params: z.object({ sessionId: z.string().max(64) }),
  handler: ({ ctx, params }) => endOwnSession(ctx, params.sessionId),
})
