import { route } from '@/lib/http'
import { whoami } from '@/lib/sessions/schema'
import { getWhoami } from '@/lib/sessions/whoami'

// GET /api/console/session – who is signed in, and what they may do
export const GET = route({
  id: 'console/session.get',
  permission: 'own-account',
  response: whoami,
  handler: ({ ctx }) => getWhoami(ctx),
})
