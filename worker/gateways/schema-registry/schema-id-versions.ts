import { z } from 'zod'
import { subjectAndVersionDto } from '@/lib/subjects/schema'
import { versionsOfSchema } from '@/lib/subjects/schema-uses'
import { operation } from './operation'
import { flag, idParams, paging } from './values'

// GET /schemas/ids/{id}/versions – where a schema is used
export const GET = operation({
  id: 'schemas.versions',
  permission: 'subjects:read',
  isFiltered: true,
  params: idParams,
  query: z.object({ subject: z.string().optional(), deleted: flag, ...paging }),
  response: z.array(subjectAndVersionDto),
  run: ({ ctx, registry, params, query, name, context }) =>
    versionsOfSchema(ctx, registry, {
      ...query,
      ...params,
      subject: query.subject === undefined ? context : name(query.subject),
    }),
})
