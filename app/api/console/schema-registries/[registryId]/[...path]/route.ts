import { z } from 'zod'
import { route } from '@/lib/http'
import { passToGateway } from '@/lib/schema-registries/pass-to-gateway'
import { registryParams } from '@/lib/schema-registries/schema'

const params = registryParams.extend({ path: z.union([z.string(), z.array(z.string())]) })

/** From the address itself: in `params` the slashes of a subject are decoded already. */
function pathBelowRegistry(url: string): string {
  const { pathname, search } = new URL(url)
  return (/\/schema-registries\/[^/]+(\/.*)$/.exec(pathname)?.[1] ?? '/') + search
}

const pass = (method: string) =>
  route({
    id: `console/schema-registries.${method}-below`,
    permission: 'schema-registries:read',
    params,
    handler: ({ ctx, params: { registryId }, request }) =>
      passToGateway(ctx, registryId, request, pathBelowRegistry(request.url)),
  })

// The registry's own REST API below its id, answered by the worker's gateway as the signed-in user
export const GET = pass('get')
export const POST = pass('post')
export const PUT = pass('put')
export const DELETE = pass('delete')
