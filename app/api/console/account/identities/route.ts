import { route } from '@/lib/http'
import { listOwnIdentities } from '@/lib/identities/list'
import { identityListDto } from '@/lib/identities/schema'

// GET /api/console/account/identities – what else than my password signs me in
export const GET = route({
  id: 'console/account.identities',
  permission: 'own-account',
  response: identityListDto,
  handler: ({ ctx }) => listOwnIdentities(ctx),
})
