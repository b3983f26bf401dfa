// Every route of the product, found on disk: without a session or key it answers 401 and reads no body.
import { globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RouteHandler } from '@/lib/http'
import { browse } from '../support/browser'

const root = path.resolve(import.meta.dirname, '../..')
const files = globSync('app/**/route.ts', { cwd: root }).sort()
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const

/** next-auth's own routes and the health check are open by their nature. */
const withoutDeclaration = /^app\/(api\/auth\/|healthz\/)/
const publicOperations = ['console/set-up']

type Module = Partial<Record<(typeof methods)[number], RouteHandler>>
const load = (file: string): Promise<Module> => import(path.join(root, file)) as Promise<Module>

describe('authorization', () => {
  it('finds the routes', () => {
    expect(files.length).toBeGreaterThan(10)
  })

  it.each(files.filter((file) => !withoutDeclaration.test(file)))('%s', async (file) => {
    const routes = await load(file)
    const params = Object.fromEntries(
      [...file.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => [name ?? '', 'x']),
    )
    const present = methods.filter((method) => routes[method])
    expect(present.length).toBeGreaterThan(0)
    for (const method of present) {
      const handler = routes[method]
      if (!handler) continue
      expect(handler.operation, `${method} is not declared with route()`).toBeDefined()
      if (handler.operation.permission === 'public') {
        expect(publicOperations).toContain(handler.operation.id)
        continue
      }
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: {} }
      expect((await browse(handler, { method, params, ...body })).status).toBe(401)
    }
  })
})
