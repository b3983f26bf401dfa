import { route } from '@/lib/http'
import { streamChanges } from '@/lib/live/changes'

// GET /api/console/events – server-sent events: what of the organization changed
export const GET = route({
  id: 'console/events',
  permission: 'own-account',
  handler: ({ ctx, request }) => streamChanges(ctx, request.signal),
})
