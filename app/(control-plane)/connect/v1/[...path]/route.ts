import { z } from 'zod'
import { route } from '@/lib/http'
import { authorizeFilteredList } from '@/lib/context'
import { AppError } from '@/lib/errors'

const params = z.object({ path: z.union([z.string(), z.array(z.string())]) })
const later = ['custom-connector-plugins', 'custom-connector-runtimes', 'presigned-upload-url', 'manifests']

const unknownPath = (method: string) =>
  route({
    id: `connect/v1/unknown.${method}`,
    errors: 'connect',
    permission: 'connectors:read',
    isFiltered: true,
    params,
    handler: ({ ctx, params: { path } }) => {
      authorizeFilteredList(ctx, 'connectors:read')
      const noun = [path].flat()[0] ?? ''
      if (later.includes(noun))
        throw new AppError('not_implemented', `There are no ${noun} here: Tributary runs its own connectors.`)
      throw new AppError('not_found', 'Connect v1 has no such path here.')
    },
  })

// Whatever has no route of its own answers in this API's error shape
export const GET = unknownPath('get')
export const POST = unknownPath('post')
export const PUT = unknownPath('put')
export const PATCH = unknownPath('patch')
export const DELETE = unknownPath('delete')
