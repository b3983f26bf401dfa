import { z } from 'zod'
import { route } from '@/lib/http'
import { setupInput } from '@/lib/users/schema'
import { setUpAdministrator } from '@/lib/users/set-up-administrator'

// POST /api/console/set-up – redeem the one-time link: make the first administrator
export const POST = route({
  id: 'console/set-up',
  permission: 'public',
  body: setupInput,
  bodyLimitBytes: 8 * 1024,
  rate: { perSecond: 10 / 60, burst: 10 },
  response: z.object({ id: z.string() }),
  status: 201,
  handler: ({ body, requestId }) => setUpAdministrator(body, requestId),
})
