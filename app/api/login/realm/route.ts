import { z } from 'zod'
import { loginRealm } from '@/lib/cli/schema'
import { route } from '@/lib/http'

// GET /api/login/realm?email= – how to log in on the command line: the same for everybody, so it tells nothing of an address
export const GET = route({
  id: 'cli/login-realm.get',
  permission: 'public',
  query: z.object({ email: z.string().max(254).optional() }),
  response: loginRealm,
  handler: () => Promise.resolve({ is_sso: false, mfa_required: false, realm: '' }),
})
