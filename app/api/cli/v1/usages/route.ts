import { authorize } from '@/lib/context'
import { route } from '@/lib/http'

// POST /api/cli/v1/usages – the command line reports which command ran; nothing of it is read or kept
export const POST = route({
  id: 'cli/usages.create',
  permission: 'own-account',
  handler: ({ ctx }) => authorize(ctx, 'own-account'),
})
