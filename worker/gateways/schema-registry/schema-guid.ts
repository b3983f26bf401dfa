import { z } from 'zod'
import { findSchemaByGuid } from '@/lib/subjects/find-schema'
import { schemaStringDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { guidParams } from './values'

// GET /schemas/guids/{guid} – a schema by its GUID
export const GET = operation({
  id: 'schema-guids.get',
  permission: 'subjects:read',
  isFiltered: true,
  params: guidParams,
  query: z.object({ format: z.string().optional() }),
  response: schemaStringDto,
  run: ({ ctx, registry, params, query }) => findSchemaByGuid(ctx, registry, { ...query, ...params }),
})
