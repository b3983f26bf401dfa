import { z } from 'zod'
import { configAnswer, configBody, deleteConfig, getConfig, putConfig } from '@/lib/subjects/config'
import { operation } from './operation'
import { flag, subjectParams } from './values'

// GET /config/{subject} – what is set for the subject, or what is in force for it
export const GET = operation({
  id: 'subject-configs.get',
  permission: 'subjects:read',
  params: subjectParams,
  query: z.object({ defaultToGlobal: flag }),
  response: configAnswer,
  run: ({ ctx, registry, params, query, name }) =>
    getConfig(ctx, registry, { ...query, subject: name(params.subject) }),
})

// PUT /config/{subject} – set it for the subject
export const PUT = operation({
  id: 'subject-configs.put',
  permission: 'subjects:configure',
  params: subjectParams,
  body: configBody,
  response: configBody,
  run: ({ ctx, registry, params, body, name }) =>
    putConfig(ctx, registry, { subject: name(params.subject), body }),
})

// DELETE /config/{subject} – take it back
export const DELETE = operation({
  id: 'subject-configs.delete',
  permission: 'subjects:configure',
  params: subjectParams,
  response: configAnswer,
  run: ({ ctx, registry, params, name }) => deleteConfig(ctx, registry, { subject: name(params.subject) }),
})
