// Which operation a request is. Nothing is decided here: operations ask for the key, and so do the answers for other paths.
import { Hono } from 'hono'
import { authorizeFilteredList } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { route, type RouteHandler } from '@/lib/http'
import { methods, type RouteModule } from '@/lib/openapi/operations'

const prefixes = ['', '/:clusterId{lkc-[a-z0-9]+}']

const words = { 404: 'Not Found', 405: 'Method Not Allowed', 415: 'Unsupported Media Type' } as const
const absent = (id: string, status: keyof typeof words): RouteHandler =>
  route({
    id: `kafka-connect/${id}`,
    errors: 'kafka-connect',
    permission: 'connectors:read',
    isFiltered: true,
    handler: ({ ctx }) => {
      authorizeFilteredList(ctx, 'connectors:read')
      throw new AppError('bad_request', `HTTP ${status} ${words[status]}`, { details: { status } })
    },
  })
const notFound = absent('unknown', 404)
const methodNotAllowed = absent('other-method', 405)
const otherMedia = absent('other-media', 415)

const options = (allowed: readonly string[]): RouteHandler =>
  route({
    id: 'kafka-connect/options',
    errors: 'kafka-connect',
    permission: 'connectors:read',
    isFiltered: true,
    handler: ({ ctx }) => {
      authorizeFilteredList(ctx, 'connectors:read')
      return Promise.resolve(new Response(null, { status: 200, headers: { allow: allowed.join(',') } }))
    },
  })

/** Of what is sent along; a request without a body needs none. */
const isOtherMedia = ({ headers }: Request): boolean => {
  const type = headers.get('content-type')
  return type !== null && !/^application\/(?:[\w.-]+\+)?json\b/i.test(type)
}

export async function connectApp(modules: readonly RouteModule[]): Promise<Hono> {
  const app = new Hono({ strict: false })
  for (const { path, load } of modules) {
    const module = await load()
    const handlers = new Map(methods.map((method) => [method as string, module[method]]))
    const given = [...handlers].flatMap(([method, handler]) => (handler ? [method] : []))
    handlers.set('OPTIONS', options([...given, ...(handlers.get('GET') ? ['HEAD'] : []), 'OPTIONS']))
    for (const prefix of prefixes)
      app.all(`${prefix}${path.replace(/\{(\w+)\}/g, ':$1')}`, ({ req }) => {
        const handler = handlers.get(req.method === 'HEAD' ? 'GET' : req.method) ?? methodNotAllowed
        return (isOtherMedia(req.raw) ? otherMedia : handler)(req.raw, {
          params: Promise.resolve(req.param()),
        })
      })
  }
  app.notFound(({ req }) => notFound(req.raw, { params: Promise.resolve({}) }))
  return app
}
