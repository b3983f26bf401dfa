import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { route } from '@/lib/http'

const params = z.object({ path: z.union([z.string(), z.array(z.string())]) })

/** Roots of Confluent Cloud's API that are known and not served. */
const later = new Set(
  'artifact billing byok cdx endpoint fcpm networking notifications partner sql sts tableflow'.split(' '),
)

const unknownPath = (method: string) =>
  route({
    id: `api/unknown.${method}`,
    permission: 'organization:read',
    isFiltered: true,
    params,
    handler: ({ ctx, params: { path } }) => {
      authorizeFilteredList(ctx, 'organization:read')
      const root = [path].flat()[0] ?? ''
      if (later.has(root))
        throw new AppError(
          'not_implemented',
          `Tributary does not serve ${root}: there is no such resource here.`,
        )
      throw new AppError('not_found', 'There is no such path. /openapi.json lists those that there are.')
    },
  })

// What has no route of its own answers as an API does, not with a page: 501 for what is known and not served, 404 for the rest
export const GET = unknownPath('get')
export const POST = unknownPath('post')
export const PUT = unknownPath('put')
export const PATCH = unknownPath('patch')
export const DELETE = unknownPath('delete')
