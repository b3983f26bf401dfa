import { getMe } from '@/lib/cli/me'
import { me } from '@/lib/cli/schema'
import { route } from '@/lib/http'

// GET /api/me – who is logged in on the command line, and which environments there are
export const GET = route({
  id: 'cli/me.get',
  permission: 'own-account',
  response: me,
  handler: ({ ctx }) => getMe(ctx),
})
