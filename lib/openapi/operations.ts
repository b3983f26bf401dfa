// Every declared operation with its method and path: what /openapi.json and the generated tests are made of.
import type { Operation, RouteHandler } from '@/lib/http'

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** A module of Next's: its methods, perhaps beside settings of other types. */
export type RouteModule = { path: string; load: () => Promise<Partial<Record<Method, RouteHandler>>> }
export type ServedOperation = { path: string; method: Method; operation: Operation; handler: RouteHandler }

export async function loadOperations(modules: readonly RouteModule[]): Promise<ServedOperation[]> {
  const loaded = await Promise.all(
    modules.map(async ({ path, load }) => {
      const module = await load()
      return methods.flatMap((method): ServedOperation[] => {
        const handler = module[method]
        return handler ? [{ path, method, operation: handler.operation, handler }] : []
      })
    }),
  )
  return loaded.flat()
}
