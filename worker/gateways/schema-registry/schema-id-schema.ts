import { z } from 'zod'
import { findSchemaById } from '@/lib/subjects/find-schema'
import { bareSchema } from './bare-schema'
import { operation } from './operation'
import { idParams } from './values'

// GET /schemas/ids/{id}/schema – the schema alone
export const GET = operation({
  id: 'schemas.get-text',
  permission: 'subjects:read',
  isFiltered: true,
  params: idParams,
  query: z.object({ subject: z.string().optional(), format: z.string().optional() }),
  run: async ({ ctx, registry, params, query, name, context, request }) =>
    bareSchema(
      request,
      await findSchemaById(ctx, registry, {
        ...query,
        ...params,
        subject: query.subject === undefined ? context : name(query.subject),
      }),
    ),
})
