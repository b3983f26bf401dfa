import { z } from 'zod'
import { checkCompatibility } from '@/lib/subjects/check-compatibility'
import { compatibilityCheckDto, registerBody } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, versionParams } from './values'

// POST /compatibility/subjects/{subject}/versions/{version} – whether a schema goes with one version
export const POST = operation({
  id: 'compatibility.check',
  permission: 'subjects:read',
  params: versionParams,
  query: z.object({ verbose: flag, normalize: flag }),
  body: registerBody,
  response: compatibilityCheckDto,
  run: ({ ctx, registry, params, query, body, name }) =>
    checkCompatibility(ctx, registry, { ...query, ...params, subject: name(params.subject), body }),
})
