import { z } from 'zod'
import { route } from '@/lib/http'
import { listOwnSessions } from '@/lib/sessions/list'
import { sessionDto } from '@/lib/sessions/schema'

// GET /api/console/account/sessions – where I am signed in
export const GET = route({
  id: 'console/account.sessions.list',
  permission: 'own-account',
  response: z.object({ data: z.array(sessionDto) }),
  handler: async ({ ctx }) => ({ data: await listOwnSessions(ctx) }),
})
