import { beforeAll, describe, expect, test } from 'vitest'
import { GET } from '@/app/openapi.json/route'
import { routeModules } from '@/app/openapi.json/operations'
import { rolesThatAllow } from '@/lib/permissions'
import { loadOperations } from '@/lib/openapi/operations'
import { browse } from '@/tests/support/browser'
import { call, makeOrganization } from '@/tests/support/factories'

type Described = {
  operationId: string
  security: unknown[]
  parameters: { name: string; in: string }[]
  responses: Record<string, unknown>
  requestBody?: { content: Record<string, { schema: { properties?: object } }> }
  'x-tributary-permission'?: string
  'x-tributary-roles'?: string[]
}
let document: { openapi: string; paths: Record<string, Record<string, Described>> }

beforeAll(async () => {
  const { authorization } = await makeOrganization()
  const { status, body } = await call(GET, { authorization })
  expect(status).toBe(200)
  document = body as typeof document
})

describe('GET /openapi.json', () => {
  test('needs sign-in', async () => {
    expect((await browse(GET)).status).toBe(401)
  })

  test('describes every operation under its path and method, with its permission and roles', async () => {
    expect(document.openapi).toBe('3.1.0')
    for (const { path, method, operation } of await loadOperations(routeModules)) {
      if (path.includes('{...')) continue
      const described = document.paths[path]?.[method.toLowerCase()]
      expect(described?.operationId, `${method} ${path}`).toBe(operation.id)
      if (operation.permission === 'public') expect(described?.security).toEqual([])
      else expect(described?.['x-tributary-permission']).toBe(operation.permission)
      const names = described?.parameters.filter((one) => one.in === 'path').map(({ name }) => name)
      expect(names).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    }
    const create = document.paths['/org/v2/environments']?.post
    expect(create?.['x-tributary-roles']).toEqual(rolesThatAllow('environments:create'))
    expect(create?.requestBody?.content['application/json']?.schema.properties).toHaveProperty('display_name')
    expect(Object.keys(create?.responses ?? {})).toContain('201')
    expect(document.paths['/org/v2/environments']?.get?.parameters.map(({ name }) => name)).toContain(
      'page_token',
    )
  })
})
