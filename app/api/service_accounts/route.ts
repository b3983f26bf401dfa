import { listNumberedServiceAccounts } from '@/lib/cli/numbered-accounts'
import { numberedUsers } from '@/lib/cli/schema'
import { route } from '@/lib/http'

// GET /api/service_accounts – service accounts with their numbers, for older clients
export const GET = route({
  id: 'cli/service-accounts.list',
  permission: 'service-accounts:read',
  isFiltered: true,
  response: numberedUsers,
  handler: ({ ctx }) => listNumberedServiceAccounts(ctx),
})
