// Which operation a request is. Nothing is decided here: operations ask for the key, and so do the answers for other paths.
import { Hono } from 'hono'
import { authorizeFilteredList } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { route, type RouteHandler } from '@/lib/http'
import { methods, type RouteModule } from '@/lib/openapi/operations'

const prefixes = ['', '/:clusterId{lkc-[a-z0-9]+}']

const absent = (id: string, status: 404 | 405): RouteHandler =>
  route({
    id: `kafka-connect/${id}`,
    errors: 'kafka-connect',
    permission: 'connectors:read',
    isFiltered: true,
    handler: ({ ctx }) => {
      authorizeFilteredList(ctx, 'connectors:read')
      const words = status === 404 ? 'Not Found' : 'Method Not Allowed'
      throw new AppError('bad_request', `HTTP ${status} ${words}`, { details: { status } })
    },
  })
const notFound = absent('unknown', 404)
const methodNotAllowed = absent('other-method', 405)

export async function connectApp(modules: readonly RouteModule[]): Promise<Hono> {
  const app = new Hono({ strict: false })
  for (const { path, load } of modules) {
    const module = await load()
    const handlers = new Map(methods.map((method) => [method as string, module[method]]))
    for (const prefix of prefixes)
      app.all(`${prefix}${path.replace(/\{(\w+)\}/g, ':$1')}`, ({ req }) => {
        const handler = handlers.get(req.method === 'HEAD' ? 'GET' : req.method) ?? methodNotAllowed
        return handler(req.raw, { params: Promise.resolve(req.param()) })
      })
  }
  app.notFound(({ req }) => notFound(req.raw, { params: Promise.resolve({}) }))
  return app
}
