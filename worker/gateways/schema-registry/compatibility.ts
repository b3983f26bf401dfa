import { z } from 'zod'
import { checkCompatibility } from '@/lib/subjects/check-compatibility'
import { compatibilityCheckDto, registerBody } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, subjectParams } from './values'

// POST /compatibility/subjects/{subject}/versions – whether a schema could be registered
export const POST = operation({
  id: 'compatibility.check-all',
  permission: 'subjects:read',
  params: subjectParams,
  query: z.object({ verbose: flag, normalize: flag }),
  body: registerBody,
  response: compatibilityCheckDto,
  run: ({ ctx, registry, params, query, body, name }) =>
    checkCompatibility(ctx, registry, { ...query, subject: name(params.subject), body }),
})
