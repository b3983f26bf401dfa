import { z } from 'zod'
import { route } from '@/lib/http'

// GET / – whether a registry answers here: asked by clients before they show a key
export const GET = route({
  id: 'schema-registry/root',
  errors: 'schema-registry',
  permission: 'public',
  response: z.object({}),
  handler: () => Promise.resolve({}),
})
