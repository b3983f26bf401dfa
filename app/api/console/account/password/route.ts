import { route } from '@/lib/http'
import { changeOwnPassword } from '@/lib/users/change-password'
import { changePasswordInput } from '@/lib/users/schema'

// POST /api/console/account/password – change my password and end my other sessions
export const POST = route({
  id: 'console/account.change-password',
  permission: 'own-account',
  body: changePasswordInput,
  bodyLimitBytes: 8 * 1024,
  handler: ({ ctx, body }) => changeOwnPassword(ctx, body),
})
