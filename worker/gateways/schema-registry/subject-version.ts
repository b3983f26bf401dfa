import { z } from 'zod'
import { deleteVersion } from '@/lib/subjects/delete-version'
import { getVersion } from '@/lib/subjects/get-version'
import { subjectVersionDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, versionParams } from './values'

// GET /subjects/{subject}/versions/{version} – a version, its schema and its contract
export const GET = operation({
  id: 'subject-versions.get',
  permission: 'subjects:read',
  params: versionParams,
  query: z.object({ deleted: flag, format: z.string().optional() }),
  response: subjectVersionDto,
  run: ({ ctx, registry, params, query, name }) =>
    getVersion(ctx, registry, { ...query, ...params, subject: name(params.subject) }),
})

// DELETE /subjects/{subject}/versions/{version} – delete a version, softly or for good
export const DELETE = operation({
  id: 'subject-versions.delete',
  permission: 'subjects:delete',
  params: versionParams,
  query: z.object({ permanent: flag }),
  response: z.number(),
  run: ({ ctx, registry, params, query, name }) =>
    deleteVersion(ctx, registry, { ...query, ...params, subject: name(params.subject) }),
})
