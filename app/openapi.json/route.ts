import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { env } from '@/lib/env'
import { route } from '@/lib/http'
import { openApiDocument } from '@/lib/openapi/document'
import { loadOperations } from '@/lib/openapi/operations'
import { routeModules } from './operations'

// GET /openapi.json – what is served, for everybody who is signed in
export const GET = route({
  id: 'openapi.get',
  permission: 'organization:read',
  isFiltered: true,
  response: z.record(z.string(), z.unknown()),
  handler: async ({ ctx }) => {
    authorizeFilteredList(ctx, 'organization:read')
    return openApiDocument(await loadOperations(routeModules), env.url)
  },
})
