import { z } from 'zod'
import { getVersion } from '@/lib/subjects/get-version'
import { bareSchema } from './bare-schema'
import { operation } from './operation'
import { flag, versionParams } from './values'

// GET /subjects/{subject}/versions/{version}/schema – the schema alone
export const GET = operation({
  id: 'subject-version-schemas.get',
  permission: 'subjects:read',
  params: versionParams,
  query: z.object({ deleted: flag, format: z.string().optional() }),
  run: async ({ ctx, registry, params, query, name, request }) =>
    bareSchema(
      request,
      await getVersion(ctx, registry, { ...query, ...params, subject: name(params.subject) }),
    ),
})
