import { z } from 'zod'
import { route } from '@/lib/http'
import { authorizeFilteredList } from '@/lib/context'
import { AppError } from '@/lib/errors'

const params = z.object({ path: z.union([z.string(), z.array(z.string())]) })
const later = ['share-groups', 'streams-groups', 'links']

const unknownPath = (method: string) =>
  route({
    id: `kafka/v3/unknown.${method}`,
    errors: 'kafka',
    permission: 'clusters:read',
    isFiltered: true,
    params,
    handler: ({ ctx, params: { path } }) => {
      authorizeFilteredList(ctx, 'clusters:read')
      const noun = [path].flat()[2] ?? ''
      if (later.includes(noun))
        throw new AppError('not_implemented', `There are no ${noun} here: Tributary does not serve them.`)
      throw new AppError('not_found', 'HTTP 404 Not Found: Kafka REST v3 has no such path here.')
    },
  })

// Whatever has no route of its own answers in this API's error shape: 501 for what is known and not served, 404 for the rest
export const GET = unknownPath('get')
export const POST = unknownPath('post')
export const PUT = unknownPath('put')
export const PATCH = unknownPath('patch')
export const DELETE = unknownPath('delete')
