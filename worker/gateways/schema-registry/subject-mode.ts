import { z } from 'zod'
import { modeBody, deleteMode, getMode, putMode } from '@/lib/subjects/mode'
import { modeDto } from '@/lib/subjects/rest-schema'
import { operation } from './operation'
import { flag, subjectParams } from './values'

// GET /mode/{subject} – what is set for the subject, or what is in force for it
export const GET = operation({
  id: 'subject-modes.get',
  permission: 'subjects:read',
  params: subjectParams,
  query: z.object({ defaultToGlobal: flag }),
  response: modeDto,
  run: ({ ctx, registry, params, query, name }) =>
    getMode(ctx, registry, { ...query, subject: name(params.subject) }),
})

// PUT /mode/{subject} – set it for the subject
export const PUT = operation({
  id: 'subject-modes.put',
  permission: 'subjects:configure',
  params: subjectParams,
  query: z.object({ force: flag }),
  body: modeBody,
  response: modeDto,
  run: ({ ctx, registry, params, body, name, query }) =>
    putMode(ctx, registry, { ...query, subject: name(params.subject), body }),
})

// DELETE /mode/{subject} – take it back
export const DELETE = operation({
  id: 'subject-modes.delete',
  permission: 'subjects:configure',
  params: subjectParams,
  response: modeDto,
  run: ({ ctx, registry, params, name }) => deleteMode(ctx, registry, { subject: name(params.subject) }),
})
