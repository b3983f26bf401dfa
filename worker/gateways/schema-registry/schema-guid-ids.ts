import { z } from 'zod'
import { idsOfGuid } from '@/lib/subjects/find-schema'
import { contextIdDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { guidParams } from './values'

// GET /schemas/guids/{guid}/ids – the ids of a schema, one for each context
export const GET = operation({
  id: 'schema-guids.ids',
  permission: 'subjects:read',
  isFiltered: true,
  params: guidParams,
  response: z.array(contextIdDto),
  run: ({ ctx, registry, params }) => idsOfGuid(ctx, registry, params),
})
