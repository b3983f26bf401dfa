import { z } from 'zod'
import { listSchemas } from '@/lib/subjects/list-schemas'
import { subjectVersionDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, paging } from './values'

// GET /schemas – versions of all subjects that one may read
export const GET = operation({
  id: 'schemas.list',
  permission: 'subjects:read',
  isFiltered: true,
  query: z.object({
    subjectPrefix: z.string().optional(),
    aliases: flag,
    latestOnly: flag,
    deleted: flag,
    ruleType: z.string().optional(),
    ...paging,
  }),
  response: z.array(subjectVersionDto),
  run: ({ ctx, registry, query, name, context }) =>
    listSchemas(ctx, registry, {
      ...query,
      subjectPrefix: query.subjectPrefix === undefined ? context : name(query.subjectPrefix),
    }),
})
