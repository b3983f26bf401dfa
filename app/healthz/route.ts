import { route } from '@/lib/http'
import { checkHealth } from '@/lib/health/check'

// GET /healthz – 200 when web, worker, Postgres and the default broker are ready; 503 says what is not
export const GET = route({
  id: 'healthz',
  permission: 'public',
  handler: async () => {
    const health = await checkHealth()
    return Response.json(health, {
      status: health.status === 'ready' ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    })
  },
})
