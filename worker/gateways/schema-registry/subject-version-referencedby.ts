import { z } from 'zod'
import { listReferencedBy } from '@/lib/subjects/referenced-by'
import { operation } from './operation'
import { flag, paging, versionParams } from './values'

// GET /subjects/{subject}/versions/{version}/referencedby – ids of the schemas that refer to a version
export const GET = operation({
  id: 'subject-versions.referenced-by',
  permission: 'subjects:read',
  params: versionParams,
  query: z.object({ deleted: flag, ...paging }),
  response: z.array(z.number()),
  run: ({ ctx, registry, params, query, name }) =>
    listReferencedBy(ctx, registry, { ...query, ...params, subject: name(params.subject) }),
})
