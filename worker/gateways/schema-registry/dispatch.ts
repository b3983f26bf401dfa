// Which operation a request is. Nothing is decided here: operations ask for the key, and so do the answers for other paths.
import { Hono } from 'hono'
import type { RouteHandler } from '@/lib/http'
import { methods, type RouteModule } from '@/lib/openapi/operations'
import { methodNotAllowed, noExporters, noKeys, notFound } from './absent'

const registry = '/:registryId{lsrc-[a-z0-9]+}'
const inContext = '/contexts/:context'
const prefixes = ['', registry].flatMap((place) => [place, `${place}${inContext}`])
/** What a context has of these is asked for as of a subject without a name. */
const ofContext: Record<string, string> = { '/config': '/config/{subject}', '/mode': '/mode/{subject}' }
const elsewhere: [string, RouteHandler][] = [
  ['/exporters/*', noExporters],
  ['/dek-registry/*', noKeys],
]

export async function registryApp(modules: readonly RouteModule[]): Promise<Hono> {
  const app = new Hono({ strict: false })
  const add = (path: string, find: (method: string) => RouteHandler, given = {}): void => {
    app.all(path, ({ req }) =>
      find(req.method === 'HEAD' ? 'GET' : req.method)(req.raw, {
        params: Promise.resolve({ ...req.param(), ...given }),
      }),
    )
  }
  const served = new Map(
    await Promise.all(modules.map(async ({ path, load }) => [path, handlersIn(await load())] as const)),
  )
  for (const prefix of prefixes)
    for (const [path, handlers] of served) {
      const isOfContext = prefix.endsWith(inContext)
      // `/contexts/{context}` by itself is an operation, and no prefix of nothing.
      if (path === '/' && isOfContext) continue
      const other = isOfContext ? served.get(ofContext[path] ?? '') : undefined
      add(
        `${prefix}${path.replace(/\{(\w+)\}/g, ':$1')}`,
        (method) => (other ?? handlers).get(method) ?? methodNotAllowed,
        other ? { subject: '' } : {},
      )
    }
  for (const [path, handler] of elsewhere)
    for (const prefix of prefixes) add(`${prefix}${path}`, () => handler)
  app.notFound(({ req }) => notFound(req.raw, { params: Promise.resolve({}) }))
  return app
}

type Handlers = ReadonlyMap<string, RouteHandler>

function handlersIn(module: Awaited<ReturnType<RouteModule['load']>>): Handlers {
  return new Map(
    methods.flatMap((method): [string, RouteHandler][] => {
      const handler = module[method]
      return handler ? [[method, handler]] : []
    }),
  )
}
