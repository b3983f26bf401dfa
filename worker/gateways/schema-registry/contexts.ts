import { z } from 'zod'
import { listContexts } from '@/lib/subjects/contexts'
import { operation } from './operation'
import { paging } from './values'

// GET /contexts – the default one, and those in which one may read something
export const GET = operation({
  id: 'contexts.list',
  permission: 'subjects:read',
  isFiltered: true,
  query: z.object({ contextPrefix: z.string().optional(), ...paging }),
  response: z.array(z.string()),
  run: ({ ctx, registry, query }) => listContexts(ctx, registry, query),
})
