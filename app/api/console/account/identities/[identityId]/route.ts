import { route } from '@/lib/http'
import { deleteOwnIdentity } from '@/lib/identities/delete'
import { identityParams } from '@/lib/identities/schema'

// DELETE /api/console/account/identities/{id} – unlink an identity of mine
export const DELETE = route({
  id: 'console/account.unlink-identity',
  permission: 'own-account',
  params: identityParams,
  handler: ({ ctx, params }) => deleteOwnIdentity(ctx, params.identityId),
})
