import { z } from 'zod'
import { subjectsOfSchema } from '@/lib/subjects/schema-uses'
import { operation } from './operation'
import { flag, idParams, paging } from './values'

// GET /schemas/ids/{id}/subjects – where a schema is used
export const GET = operation({
  id: 'schemas.subjects',
  permission: 'subjects:read',
  isFiltered: true,
  params: idParams,
  query: z.object({ subject: z.string().optional(), deleted: flag, ...paging }),
  response: z.array(z.string()),
  run: ({ ctx, registry, params, query, name, context }) =>
    subjectsOfSchema(ctx, registry, {
      ...query,
      ...params,
      subject: query.subject === undefined ? context : name(query.subject),
    }),
})
