import { z } from 'zod'
import { listSubjects } from '@/lib/subjects/list-subjects'
import { operation } from './operation'
import { flag, paging } from './values'

// GET /subjects – names of the subjects that one may read
export const GET = operation({
  id: 'subjects.list',
  permission: 'subjects:read',
  isFiltered: true,
  query: z.object({ subjectPrefix: z.string().optional(), deleted: flag, deletedOnly: flag, ...paging }),
  response: z.array(z.string()),
  run: ({ ctx, registry, query, name, context }) =>
    listSubjects(ctx, registry, {
      ...query,
      subjectPrefix: query.subjectPrefix === undefined ? context : name(query.subjectPrefix),
    }),
})
