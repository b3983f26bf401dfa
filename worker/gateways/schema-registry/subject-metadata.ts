import { z } from 'zod'
import { getSubjectMetadata } from '@/lib/subjects/get-version'
import { subjectVersionDto } from '@/lib/subjects/schema'
import { operation } from './operation'
import { flag, subjectParams } from './values'

const several = z
  .union([z.string(), z.array(z.string()).max(100)])
  .transform((given) => [given].flat())
  .default([])

// GET /subjects/{subject}/metadata?key=&value= – the latest version with these properties
export const GET = operation({
  id: 'subject-metadata.get',
  permission: 'subjects:read',
  params: subjectParams,
  query: z.object({ key: several, value: several, deleted: flag, format: z.string().optional() }),
  response: subjectVersionDto,
  run: ({ ctx, registry, params, query: { key, value, ...query }, name }) =>
    getSubjectMetadata(ctx, registry, {
      ...query,
      subject: name(params.subject),
      keys: key,
      values: value,
    }),
})
