import { z } from 'zod'
import { findSchemaById } from '@/lib/subjects/find-schema'
import { schemaStringDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, idParams } from './values'

// GET /schemas/ids/{id} – a schema by its id
export const GET = operation({
  id: 'schemas.get',
  permission: 'subjects:read',
  isFiltered: true,
  params: idParams,
  query: z.object({ subject: z.string().optional(), format: z.string().optional(), fetchMaxId: flag }),
  response: schemaStringDto,
  run: ({ ctx, registry, params, query, name, context }) =>
    findSchemaById(ctx, registry, {
      ...query,
      ...params,
      subject: query.subject === undefined ? context : name(query.subject),
    }),
})
