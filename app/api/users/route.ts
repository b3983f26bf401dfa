import { listNumberedUsers } from '@/lib/cli/numbered-accounts'
import { numberedUsers } from '@/lib/cli/schema'
import { route } from '@/lib/http'

// GET /api/users – users with their numbers, for older clients
export const GET = route({
  id: 'cli/users.list',
  permission: 'users:read',
  isFiltered: true,
  response: numberedUsers,
  handler: ({ ctx }) => listNumberedUsers(ctx),
})
