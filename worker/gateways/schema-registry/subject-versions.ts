import { z } from 'zod'
import { listVersions } from '@/lib/subjects/list-versions'
import { registerSchema } from '@/lib/subjects/register'
import { registerBody, registeredSchemaDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, paging, subjectParams } from './values'

// GET /subjects/{subject}/versions – numbers of the versions
export const GET = operation({
  id: 'subject-versions.list',
  permission: 'subjects:read',
  params: subjectParams,
  query: z.object({ deleted: flag, deletedOnly: flag, ...paging }),
  response: z.array(z.number()),
  run: ({ ctx, registry, params, query, name }) =>
    listVersions(ctx, registry, { ...query, subject: name(params.subject) }),
})

// POST /subjects/{subject}/versions – register a schema, or answer the id that it has already
export const POST = operation({
  id: 'subject-versions.register',
  permission: 'subjects:write',
  params: subjectParams,
  query: z.object({ normalize: flag }),
  body: registerBody,
  response: registeredSchemaDto,
  run: ({ ctx, registry, params, query, body, name }) =>
    registerSchema(ctx, registry, { ...query, subject: name(params.subject), body }),
})
