import { z } from 'zod'
import { route } from '@/lib/http'

// GET /health – asked by load balancers, without a key
export const GET = route({
  id: 'kafka-connect/health',
  errors: 'kafka-connect',
  permission: 'public',
  response: z.object({ status: z.string(), message: z.string() }),
  handler: () =>
    Promise.resolve({
      status: 'healthy',
      message: 'Worker has completed startup and is ready to handle requests.',
    }),
})
