import { z } from 'zod'
import { deleteSubject } from '@/lib/subjects/delete-subject'
import { lookUpSchema } from '@/lib/subjects/look-up'
import { registerBody, subjectVersionDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, subjectParams } from './values'

// POST /subjects/{subject} – look a schema up under a subject
export const POST = operation({
  id: 'subjects.look-up',
  permission: 'subjects:read',
  params: subjectParams,
  query: z.object({ normalize: flag, deleted: flag, format: z.string().optional() }),
  body: registerBody,
  response: subjectVersionDto,
  run: ({ ctx, registry, params, query, body, name }) =>
    lookUpSchema(ctx, registry, { ...query, subject: name(params.subject), body }),
})

// DELETE /subjects/{subject} – delete all versions, softly or for good
export const DELETE = operation({
  id: 'subjects.delete',
  permission: 'subjects:delete',
  params: subjectParams,
  query: z.object({ permanent: flag }),
  response: z.array(z.number()),
  run: ({ ctx, registry, params, query, name }) =>
    deleteSubject(ctx, registry, { ...query, subject: name(params.subject) }),
})
